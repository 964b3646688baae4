package wherry.api.peer;

import java.time.Duration;
import org.osgi.annotation.versioning.ProviderType;
import wherry.api.annex.AnnexUuid;

/** Opens authenticated connections to peers. A service; thread-safe. */
@ProviderType
public interface Dialer {
    /**
     * Dials, authenticates, and leaves the negotiation of a version to the first operation that needs one.
     *
     * @param address whom to reach
     * @param self presented to the peer
     * @param token presented to the peer; empty if none is known
     * @param timeout for all of it; positive
     * @return an open connection, owned by the caller
     * @throws PeerException {@link UnreachableException} or {@link AuthenticationException} among others
     * @throws InterruptedException if the thread was interrupted
     */
    PeerConnection open(PeerAddress address, AnnexUuid self, AuthToken token, Duration timeout)
            throws PeerException, InterruptedException;
}
