package wherry.transport.api;

import java.net.SocketAddress;
import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * One P2P network. Published as an OSGi service; the node finds it by {@link #netname()}.
 *
 * <p>Listening sockets are bound and owned by the node and not by the transport, so that replacing a transport drops no link:
 * the transport says which sockets it needs ({@link #bindings}) and then makes the network lead to them ({@link #publish}).
 *
 * <p>All methods may be called from any thread and may block; they end early, with {@link InterruptedException} or a
 * {@link TransportException}, when the calling thread is interrupted.
 *
 * @see <a href="https://git-annex.branchable.com/git-annex-p2p/">git-annex-p2p: generic P2P transports</a>
 */
@ConsumerType
public interface Transport extends NetworkDialer {
    /**
     * The addresses under which peers reach a site. Picks them on the first call and keeps them in {@link Site#state()}.
     * Does not make the site reachable.
     *
     * @param site whose addresses are asked for
     * @return at least one address, the preferred one first; an address holds no white space or control character
     * @throws TransportException if the network cannot give an address now; the message says what to do
     */
    List<String> addresses(Site site) throws TransportException;

    /**
     * The sockets that must be bound for an address to be reachable. A network that relays to a local socket (tor, fowl)
     * or that hands in its links itself returns an empty list and is given one private unix socket.
     *
     * @param site who is to be reached
     * @param address one of {@link #addresses}, or one that an earlier version of this transport gave
     * @return Internet or unix socket addresses, all to be bound by the node; possibly empty
     * @throws TransportException if the address is malformed or cannot be served here
     */
    List<SocketAddress> bindings(Site site, String address) throws TransportException;

    /**
     * Makes the network lead links for an address to the bound sockets, or hand them in. For a network whose peers reach the
     * sockets directly there is nothing to do, and {@link Publication#none()} is right.
     *
     * @param site who is to be reached
     * @param address as given to {@link #bindings}
     * @param inbound where the node takes links: the sockets asked for or the one private unix socket, and what the transport
     *     hands in; of no use any more after what is returned is closed
     * @return keeps the address published until closed; the caller closes it
     * @throws TransportException if the network cannot be reached or refuses; the node tries again later
     * @throws InterruptedException if the thread was interrupted
     */
    Publication publish(Site site, String address, InboundLinks inbound)
            throws TransportException, InterruptedException;

    /**
     * What users should know who make a site reachable under an address: for instance that links are not encrypted. Told them
     * when they do so.
     *
     * @param site who is to be reached
     * @param address as given to {@link #bindings}
     * @return sentences; usually none
     * @throws TransportException if the address is malformed or cannot be served here
     */
    default List<String> cautions(Site site, String address) throws TransportException {
        return List.of();
    }
}
