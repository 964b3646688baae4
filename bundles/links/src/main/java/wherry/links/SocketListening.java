package wherry.links;

import java.net.SocketAddress;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import wherry.api.link.Listening;

/** One caller's request that a socket listen. */
final class SocketListening implements Listening {
    private final ListenedAddress listened;
    private final RankedAcceptor ranked;
    private final Consumer<SocketListening> onClose;
    private final AtomicBoolean closed = new AtomicBoolean();

    SocketListening(ListenedAddress listened, RankedAcceptor ranked, Consumer<SocketListening> onClose) {
        this.listened = listened;
        this.ranked = ranked;
        this.onClose = onClose;
    }

    ListenedAddress listened() {
        return listened;
    }

    RankedAcceptor ranked() {
        return ranked;
    }

    @Override
    public Optional<SocketAddress> bound() {
        return closed.get() ? Optional.empty() : listened.bound();
    }

    @Override
    public Optional<String> problem() {
        return closed.get() ? Optional.of("does not listen any more") : listened.problem();
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            onClose.accept(this);
        }
    }
}
