package wherry.kit;

import java.io.IOException;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import wherry.transport.api.Duplex;
import wherry.transport.api.InboundLinks;
import wherry.transport.api.Publication;
import wherry.transport.api.Site;
import wherry.transport.api.Transport;
import wherry.transport.api.TransportException;

/** A transport of a {@link MemoryNetwork} that does what a test tells it, and says what it was asked. Thread-safe. */
public final class MemoryTransport implements Transport {
    private final String netname;
    private final MemoryNetwork network;
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final List<CompletableFuture<String>> losses = new CopyOnWriteArrayList<>();
    private volatile Meanwhile meanwhile = () -> {};
    private volatile List<SocketAddress> bindings = List.of();
    private volatile Optional<String> failure = Optional.empty();

    /** Something that takes place. */
    @FunctionalInterface
    public interface Meanwhile {
        void happen() throws IOException;
    }

    /**
     * A transport that needs no sockets of its own and succeeds.
     *
     * @param netname of the network
     * @param network shared by all of its transports
     */
    public MemoryTransport(String netname, MemoryNetwork network) {
        this.netname = netname;
        this.network = network;
    }

    /**
     * Asks for sockets from now on.
     *
     * @param sockets empty for the node's private one
     */
    public void bind(List<SocketAddress> sockets) {
        bindings = List.copyOf(sockets);
    }

    /**
     * Refuses everything from now on.
     *
     * @param message for the user
     */
    public void fail(String message) {
        failure = Optional.of(message);
    }

    /**
     * Lets something happen when an address is known to the network, and {@link #publish} has not returned yet.
     *
     * @param what if it fails, so does publishing
     */
    public void whilePublishing(Meanwhile what) {
        meanwhile = what;
    }

    /** Ends {@link #fail}. */
    public void recover() {
        failure = Optional.empty();
    }

    /**
     * Loses all that is published.
     *
     * @param why a sentence
     */
    public void lose(String why) {
        losses.forEach(lost -> lost.complete(why));
        losses.clear();
    }

    /**
     * What was called.
     *
     * @return for instance {@code publish ADDRESS}, {@code withdraw ADDRESS}, {@code dial ADDRESS}; oldest first
     */
    public List<String> calls() {
        return List.copyOf(calls);
    }

    @Override
    public String netname() {
        return netname;
    }

    @Override
    public List<String> addresses(Site site) throws TransportException {
        checkWorking();
        return List.of("at-" + site.name());
    }

    @Override
    public List<SocketAddress> bindings(Site site, String address) throws TransportException {
        checkWorking();
        return bindings;
    }

    @Override
    public Publication publish(Site site, String address, InboundLinks inbound) throws TransportException {
        calls.add("publish " + address);
        checkWorking();
        Publication publication = network.publish(address, inbound);
        try {
            meanwhile.happen();
        } catch (IOException e) {
            throw new TransportException(String.valueOf(e.getMessage()), e);
        }
        CompletableFuture<String> lost = new CompletableFuture<>();
        losses.add(lost);
        return new Publication() {
            @Override
            public CompletionStage<String> lost() {
                return lost;
            }

            @Override
            public void close() {
                calls.add("withdraw " + address);
                publication.close();
            }
        };
    }

    @Override
    public Duplex dial(String address, Duration timeout) throws TransportException {
        calls.add("dial " + address);
        checkWorking();
        return network.dial(address);
    }

    private void checkWorking() throws TransportException {
        if (failure.isPresent()) {
            throw new TransportException(failure.get());
        }
    }
}
