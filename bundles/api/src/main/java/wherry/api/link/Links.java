package wherry.api.link;

import java.io.IOException;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;
import wherry.api.annex.StoreException;
import wherry.api.peer.Credentials;
import wherry.api.peer.PeerAddress;
import wherry.api.peer.PeerException;
import wherry.api.peer.PeerToken;
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
     * Makes the addresses that a network has for a repository those that the repository lists, the preferred one first: what its
     * settings said before does not count any more. An address that somebody holds a token for stays.
     *
     * @param repository to be reached
     * @param netname one of {@link #netnames()}
     * @return the addresses that the network has now
     * @throws IOException if there is no such network, it has no address now, or the repository cannot be changed
     * @throws InterruptedException if the thread was interrupted
     */
    default List<PeerAddress> enable(Repository repository, String netname) throws IOException, InterruptedException {
        List<PeerAddress> now = addresses(repository, netname);
        Credentials credentials = repository.credentials();
        Set<PeerAddress> needed = new HashSet<>(now);
        for (PeerToken peer : credentials.peers().list()) {
            peer.address().ifPresent(needed::add);
        }
        List<PeerAddress> listed = credentials.addresses();
        // Each is put in front of the others, so the preferred one comes last.
        for (int i = now.size() - 1; i >= 0; i--) {
            credentials.addAddress(now.get(i));
        }
        for (PeerAddress old : listed) {
            if (old.netname().equals(netname) && !needed.contains(old)) {
                credentials.removeAddress(old);
            }
        }
        return now;
    }

    /**
     * Does so for all networks that the repository has addresses on and that are there, since settings may have changed; and for all that
     * {@link ExposedNetworks} names.
     *
     * @param repository to be reached
     * @return a sentence for each network whose addresses stay as they were, because it has none now
     * @throws IOException if the repository cannot be read or changed
     * @throws InterruptedException if the thread was interrupted
     */
    default List<String> renew(Repository repository) throws IOException, InterruptedException {
        Set<String> enabled = listed(repository);
        enabled.retainAll(netnames());
        enabled.addAll(ExposedNetworks.of(repository.settings()));
        return enableAll(repository, enabled);
    }

    /**
     * Gives a repository addresses on those networks that {@link ExposedNetworks} names and on which it has none yet.
     *
     * @param repository to be reached
     * @return a sentence for each network that has none for it now
     * @throws IOException if the repository cannot be read or changed
     * @throws InterruptedException if the thread was interrupted
     */
    default List<String> enableConfigured(Repository repository) throws IOException, InterruptedException {
        Set<String> missing = ExposedNetworks.of(repository.settings());
        missing.removeAll(listed(repository));
        return enableAll(repository, missing);
    }

    private static Set<String> listed(Repository repository) throws StoreException {
        Set<String> netnames = new LinkedHashSet<>();
        repository.credentials().addresses().forEach(address -> netnames.add(address.netname()));
        return netnames;
    }

    private List<String> enableAll(Repository repository, Set<String> netnames)
            throws IOException, InterruptedException {
        Set<String> configured = ExposedNetworks.of(repository.settings());
        List<String> problems = new ArrayList<>();
        for (String netname : netnames) {
            try {
                List<PeerAddress> unused = enable(repository, netname);
            } catch (PeerException e) {
                String why = netname + ": " + e.getMessage();
                problems.add(configured.contains(netname) ? ExposedNetworks.SETTING + " names " + why : why);
            }
        }
        return problems;
    }

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
     * Listens at a socket of the caller's choice: for whoever is no network of peers and yet needs a socket that outlives the
     * replacement of its own bundle. Several may listen at one address: new links go to the acceptor that came last, and to the
     * one before when that one is closed. The file of a unix socket can be opened by the user alone; one that a dead process has left behind is replaced.
     *
     * @param address of this machine, resolved, or the path of a unix socket; port 0 for any that is free, which is then the same for all who ask so
     * @param acceptor takes the links, which have no {@linkplain Link#addresses() address} and no network
     * @return owned by the caller; look at {@link Listening#problem()} for how it went
     */
    Listening listen(SocketAddress address, Acceptor acceptor);

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
