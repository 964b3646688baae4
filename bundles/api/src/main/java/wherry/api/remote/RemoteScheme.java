package wherry.api.remote;

import java.io.IOException;
import org.osgi.annotation.versioning.ConsumerType;
import wherry.api.command.Invocation;
import wherry.api.store.Repository;

/**
 * Opens remotes whose URLs have one scheme. A service with the property {@value #SCHEME}; of several for one scheme that of the newest bundle
 * counts. Thread-safe.
 */
@ConsumerType
@FunctionalInterface
public interface RemoteScheme {
    /** Service property: the scheme, as {@link UrlScheme} names it. */
    String SCHEME = "wherry.remote.scheme";

    /**
     * Opens a connection to a remote.
     *
     * @param remote whose URL has the scheme
     * @param from the repository that has the remote; stays the caller's to close
     * @param call on whose behalf: may bring a token, may be asked
     * @return owned by the caller; its UUID is what the remote itself says
     * @throws IOException if it cannot be opened; the message is a sentence for the user. A {@link wherry.api.annex.StoreException} if that
     *     lies with {@code from}
     * @throws InterruptedException if the thread was interrupted
     */
    RemoteConnection open(Remote remote, Repository from, Invocation call) throws IOException, InterruptedException;
}
