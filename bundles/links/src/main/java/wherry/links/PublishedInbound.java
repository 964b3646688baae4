package wherry.links;

import java.net.SocketAddress;
import java.util.List;
import java.util.function.Consumer;
import wherry.transport.api.Duplex;
import wherry.transport.api.InboundLinks;

/** Takes what one transport hands in for one publication, until that is withdrawn. */
final class PublishedInbound implements InboundLinks {
    private final List<SocketAddress> sockets;
    private final Consumer<Duplex> taker;
    private volatile boolean closed;

    /** The taker does not block. */
    PublishedInbound(List<SocketAddress> sockets, Consumer<Duplex> taker) {
        this.sockets = List.copyOf(sockets);
        this.taker = taker;
    }

    @Override
    public List<SocketAddress> sockets() {
        return sockets;
    }

    @Override
    public void accept(Duplex duplex) {
        if (closed) {
            AcceptedLinks.abandon(duplex);
        } else {
            taker.accept(duplex);
        }
    }

    /** Nothing is taken any more; links that are open stay open. */
    void close() {
        closed = true;
    }
}
