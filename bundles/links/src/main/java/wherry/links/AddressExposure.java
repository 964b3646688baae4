package wherry.links;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import wherry.api.link.Exposure;
import wherry.api.peer.PeerAddress;

/** One caller's wish that an address be reachable. */
final class AddressExposure implements Exposure {
    private final ExposedAddress exposed;
    private final Taker taker;
    private final Consumer<AddressExposure> onClose;
    private final AtomicBoolean closed = new AtomicBoolean();

    AddressExposure(ExposedAddress exposed, Taker taker, Consumer<AddressExposure> onClose) {
        this.exposed = exposed;
        this.taker = taker;
        this.onClose = onClose;
    }

    ExposedAddress exposed() {
        return exposed;
    }

    Taker taker() {
        return taker;
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
