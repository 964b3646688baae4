package wherry.api.link;

import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;
import wherry.api.peer.PeerAddress;

/**
 * Keeps an address reachable until it is closed. It outlives its transport: while the transport is missing, being replaced or
 * failing, the node goes on trying. Thread-safe.
 */
@ProviderType
public interface Exposure extends AutoCloseable {
    /**
     * What is reachable.
     *
     * @return as given to {@link Links#expose}
     */
    PeerAddress address();

    /**
     * Why the address is not reachable now.
     *
     * @return a sentence for the user; empty if all is well
     */
    Optional<String> problem();

    /** Ends it; links that are open stay open. The last of several exposures of one address closes the sockets. */
    @Override
    void close();
}
