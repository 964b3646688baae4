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

    /**
     * Whether a token that a caller gives in the environment, where it does not say whom it is for, may be presented to a peer. A
     * token belongs to the address at which it was first admitted; until then, and to a dialer that remembers none, to the only peer that can be meant.
     *
     * @param token from the environment
     * @param address of the peer
     * @param onlyPeer whether no other peer can be meant
     * @return false if the token may be for somebody else
     */
    default boolean mayPresent(AuthToken token, PeerAddress address, boolean onlyPeer) {
        return onlyPeer;
    }
}
