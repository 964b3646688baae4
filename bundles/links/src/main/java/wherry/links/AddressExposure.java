package wherry.links;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import wherry.api.link.Exposure;
import wherry.api.peer.PeerAddress;

/** One caller's request that an address be reachable. */
final class AddressExposure implements Exposure {
    private final ExposedAddress exposed;
    private final RankedAcceptor ranked;
    private final Consumer<AddressExposure> onClose;
    private final AtomicBoolean closed = new AtomicBoolean();

    AddressExposure(ExposedAddress exposed, RankedAcceptor ranked, Consumer<AddressExposure> onClose) {
        this.exposed = exposed;
        this.ranked = ranked;
        this.onClose = onClose;
    }

    ExposedAddress exposed() {
        return exposed;
    }

    RankedAcceptor ranked() {
        return ranked;
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
