package wherry.api.link;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;
import wherry.api.peer.PeerAddress;
import wherry.api.peer.PeerException;
import wherry.api.store.Repository;

/**
 * The node's links over all networks. Owns the listening sockets, so that neither the swap of a transport nor that of an
 * acceptor drops a link. A service; thread-safe.
 */
@ProviderType
public interface Links {
    /**
     * The networks that can be used now.
     *
     * @return names of the transports that are there, sorted
     */
    Set<String> netnames();

    /**
     * The addresses that a network has for a repository; picked at the first call and kept.
     *
     * @param repository to be reached
     * @param netname one of {@link #netnames()}
     * @return at least one
     * @throws PeerException if there is no such network or it has no address now
     * @throws InterruptedException if the thread was interrupted
     */
    List<PeerAddress> addresses(Repository repository, String netname) throws PeerException, InterruptedException;

    /**
     * Makes a repository reachable under an address. Where the same address is exposed more than once, new links go to the
     * acceptor that came last, and back to the one before when that exposure is closed.
     *
     * @param repository to be reached
     * @param address one of {@link #addresses}
     * @param acceptor takes the links
     * @return owned by the caller; look at {@link Exposure#problem()} for how it went
     */
    Exposure expose(Repository repository, PeerAddress address, Acceptor acceptor);

    /**
     * What users should know who make a repository reachable under an address, for instance that links are not encrypted.
     *
     * @param repository to be reached
     * @param address one of {@link #addresses}
     * @return sentences; none if its network has nothing to say, or is not there
     */
    List<String> cautions(Repository repository, PeerAddress address);

    /**
     * Opens a link.
     *
     * @param address whom to reach
     * @param timeout for all of it; positive
     * @return owned by the caller
     * @throws PeerException if there is no such network or nobody answers in time
     * @throws InterruptedException if the thread was interrupted
     */
    Link dial(PeerAddress address, Duration timeout) throws PeerException, InterruptedException;

    /**
     * The links that are open now, both dialled and accepted.
     *
     * @return a copy, oldest first
     */
    List<LinkStatus> open();
}
