package wherry.api.link;

import java.net.SocketAddress;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Keeps a socket listening until it is closed. While the socket cannot be had, the node goes on trying. Thread-safe.
 *
 * @see Links#listen
 */
@ProviderType
public interface Listening extends AutoCloseable {
    /**
     * Where it listens now.
     *
     * @return with the port that was found, where any was asked for; empty if the socket cannot be had now
     */
    Optional<SocketAddress> bound();

    /**
     * Why the socket cannot be had now.
     *
     * @return a sentence for the user; empty if all is well
     */
    Optional<String> problem();

    /** Ends it; links that are open stay open. The last of several at one address closes the socket. */
    @Override
    void close();
}
