package wherry.kit.simulation;

import java.nio.file.Path;
import java.time.Duration;
import wherry.api.annex.AnnexUuid;
import wherry.api.annex.Key;
import wherry.api.annex.ServeMode;
import wherry.api.peer.AuthToken;
import wherry.api.peer.Dialer;
import wherry.api.peer.PeerAddress;
import wherry.api.peer.PeerConnection;
import wherry.api.peer.PeerException;
import wherry.api.protocol.ProtocolEngine;
import wherry.kit.MemoryBranch;
import wherry.kit.MemoryContent;
import wherry.kit.MemoryRepository;
import wherry.kit.MemoryStore;
import wherry.kit.ServerEnd;

/** A repository in memory that is served over a virtual network, and can dial others. Its clock is not that of others. */
public final class SimulatedNode {
    private static final AuthToken TOKEN = AuthToken.parse("a".repeat(32)).orElseThrow();
    private static final String NETNAME = "virtual";

    private final String name;
    private final AnnexUuid uuid;
    private final PeerAddress address;
    private final Surroundings surroundings;
    private final MemoryStore store;
    private final MemoryBranch branch;
    private final MemoryRepository repository;

    /**
     * What nodes share.
     *
     * @param simulation that they are part of
     * @param network between them
     * @param engine makes the machines that speak
     * @param observer is told what happens
     */
    public record Surroundings(
            Simulation simulation, VirtualNetwork network, ProtocolEngine engine, ContentObserver observer) {}

    /**
     * A node without content.
     *
     * @param number of its own
     * @param surroundings shared with others
     */
    public SimulatedNode(int number, Surroundings surroundings) {
        Simulation simulation = surroundings.simulation();
        long offset =
                Duration.ofMillis(simulation.random().below(Integer.MAX_VALUE)).toNanos();
        this.name = "n" + number;
        this.uuid = new AnnexUuid("%08x-0000-4000-8000-000000000000".formatted(number));
        this.address = new PeerAddress(NETNAME, name);
        this.surroundings = surroundings;
        this.store = new MemoryStore(() -> offset + simulation.clock().nanos());
        this.branch = new MemoryBranch(simulation.clock()::nanos);
        this.repository = new MemoryRepository(Path.of("/" + name), uuid, new MemoryContent(store), branch);
        store.watch(new Watching());
        surroundings.network().add(address, this::serve);
    }

    private final class Watching implements MemoryStore.Watcher {
        @Override
        public void arrived(Key key) {
            branch.setPresent(key, uuid, true);
            surroundings.simulation().trace().add(name + " has " + key);
            surroundings.observer().arrived(uuid, key);
        }

        @Override
        public void removed(Key key) {
            branch.setPresent(key, uuid, false);
            surroundings.simulation().trace().add(name + " removed " + key);
            surroundings.observer().removed(uuid, key);
        }
    }

    /**
     * What it is called.
     *
     * @return one word
     */
    public String name() {
        return name;
    }

    /**
     * Who it is.
     *
     * @return of its annex
     */
    public AnnexUuid uuid() {
        return uuid;
    }

    /**
     * Where it is.
     *
     * @return in the virtual network
     */
    public PeerAddress address() {
        return address;
    }

    /**
     * What it has.
     *
     * @return the same at every call
     */
    public MemoryStore store() {
        return store;
    }

    /**
     * What it knows.
     *
     * @return the same at every call
     */
    public MemoryBranch branch() {
        return branch;
    }

    /**
     * The same as commands see it.
     *
     * @return the same at every call
     */
    public MemoryRepository repository() {
        return repository;
    }

    /**
     * Configures a remote, under the other's name.
     *
     * @param other to be reached
     */
    public void addRemote(SimulatedNode other) {
        String remote = "remote." + other.name;
        repository.settings().set(remote + ".url", other.address.toString());
        repository.settings().set(remote + ".annex-uuid", other.uuid.value());
        repository.credentials().remember(other.address, TOKEN);
    }

    /**
     * Opens connections from here; each is used by one simulated thread.
     *
     * @return the same node's
     */
    public Dialer dialer() {
        return (to, self, token, timeout) -> dial(to, token);
    }

    private PeerConnection dial(PeerAddress to, AuthToken token) throws PeerException {
        LinkEnd link = surroundings.network().dial(address, to);
        SimulatedConnection connection = new SimulatedConnection(surroundings, link);
        boolean done = false;
        try {
            connection.authenticate(uuid, token);
            done = true;
            return connection;
        } finally {
            if (!done) {
                connection.close();
            }
        }
    }

    private void serve(LinkEnd link) {
        ServerEnd server = new ServerEnd(surroundings.engine().server(ServeMode.READ_WRITE), uuid, store);
        server.admit(TOKEN);
        link.receiveBy(new LinkEnd.Receiver() {
            @Override
            public void receive(byte[] part) {
                server.feed(part);
                answer();
            }

            @Override
            public void end() {
                server.end();
                answer();
                link.close();
            }

            private void answer() {
                link.write(server.written());
                if (server.isClosed()) {
                    link.close();
                }
            }
        });
    }
}
