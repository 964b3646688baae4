package wherry.links;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import wherry.api.link.Acceptor;
import wherry.api.link.Exposure;
import wherry.api.peer.PeerAddress;
import wherry.api.store.Repository;

/** One caller's wish that an address be reachable. */
final class AddressExposure implements Exposure, Taker {
    private final ExposedAddress exposed;
    private final Repository repository;
    private final Acceptor acceptor;
    private final long sequence;
    private final Consumer<AddressExposure> onClose;
    private final AtomicBoolean closed = new AtomicBoolean();

    AddressExposure(
            ExposedAddress exposed,
            Repository repository,
            Acceptor acceptor,
            long sequence,
            Consumer<AddressExposure> onClose) {
        this.exposed = exposed;
        this.repository = repository;
        this.acceptor = acceptor;
        this.sequence = sequence;
        this.onClose = onClose;
    }

    ExposedAddress exposed() {
        return exposed;
    }

    Repository repository() {
        return repository;
    }

    @Override
    public Acceptor acceptor() {
        return acceptor;
    }

    /** Greater than those of earlier exposures, whatever their address. */
    @Override
    public long sequence() {
        return sequence;
    }

    @Override
    public PeerAddress address() {
        return exposed.address();
    }

    @Override
    public Optional<String> problem() {
        return closed.get() ? Optional.of("no longer exposed") : exposed.problem();
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            onClose.accept(this);
        }
    }
}
