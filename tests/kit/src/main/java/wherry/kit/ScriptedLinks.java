package wherry.kit;

import java.net.SocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import wherry.api.link.Acceptor;
import wherry.api.link.Exposure;
import wherry.api.link.Link;
import wherry.api.link.LinkStatus;
import wherry.api.link.Links;
import wherry.api.link.Listening;
import wherry.api.peer.PeerAddress;
import wherry.api.peer.PeerException;
import wherry.api.peer.UnreachableException;
import wherry.api.store.Repository;

/** Links whose networks are a table; a test plays the peers. Thread-safe. */
public final class ScriptedLinks implements Links {
    /** One open exposure. */
    public record Exposed(Repository repository, PeerAddress address, Acceptor acceptor) {}

    private final Map<String, List<PeerAddress>> networks = new TreeMap<>();
    private final Map<PeerAddress, Link> peers = new ConcurrentHashMap<>();
    private final List<Exposed> exposed = new CopyOnWriteArrayList<>();
    private volatile Optional<String> problem = Optional.empty();
    private volatile List<String> cautions = List.of();

    /** Adds a network on which every repository has these addresses. */
    public ScriptedLinks with(String netname, String... addresses) {
        networks.put(
                netname,
                List.of(addresses).stream()
                        .map(address -> new PeerAddress(netname, address))
                        .toList());
        return this;
    }

    /** From now on dialling this address gives this link. */
    public void answer(PeerAddress address, Link link) {
        peers.put(address, link);
    }

    /** From now on exposures have this problem. */
    public void problem(String sentence) {
        problem = Optional.of(sentence);
    }

    /** From now on there is this to be said of every address. */
    public void caution(String sentence) {
        cautions = List.of(sentence);
    }

    /** The exposures that are open, oldest first. */
    public List<Exposed> exposed() {
        return List.copyOf(exposed);
    }

    @Override
    public Set<String> netnames() {
        return new TreeSet<>(networks.keySet());
    }

    @Override
    public List<PeerAddress> addresses(Repository repository, String netname) throws PeerException {
        return Optional.ofNullable(networks.get(netname))
                .orElseThrow(() -> new UnreachableException("there is no network " + netname));
    }

    @Override
    public Exposure expose(Repository repository, PeerAddress address, Acceptor acceptor) {
        Exposed exposure = new Exposed(repository, address, acceptor);
        exposed.add(exposure);
        return new Exposure() {
            @Override
            public PeerAddress address() {
                return address;
            }

            @Override
            public Optional<String> problem() {
                return problem;
            }

            @Override
            public void close() {
                exposed.remove(exposure);
            }
        };
    }

    @Override
    public Listening listen(SocketAddress address, Acceptor acceptor) {
        throw new UnsupportedOperationException("the test did not expect that anybody listens");
    }

    @Override
    public List<String> cautions(Repository repository, PeerAddress address) {
        return cautions;
    }

    @Override
    public Link dial(PeerAddress address, Duration timeout) throws PeerException {
        return Optional.ofNullable(peers.remove(address))
                .orElseThrow(() -> new UnreachableException("nobody answers at " + address));
    }

    @Override
    public List<LinkStatus> open() {
        return List.of();
    }
}
