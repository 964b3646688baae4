package wherry.links;

import java.io.IOException;
import java.nio.channels.ByteChannel;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import wherry.api.link.Link;
import wherry.api.link.LinkSource;
import wherry.api.link.LinkStatus;
import wherry.api.peer.PeerAddress;
import wherry.transport.api.Duplex;

/** A link in the list of open ones; leaves it when closed. */
final class OpenLink implements Link {
    private final LinkSource source;
    private final Duplex duplex;
    private final Consumer<OpenLink> afterClose;
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile LinkStatus status;

    OpenLink(LinkStatus status, LinkSource source, Duplex duplex, Consumer<OpenLink> afterClose) {
        this.status = status;
        this.source = source;
        this.duplex = duplex;
        this.afterClose = afterClose;
    }

    LinkStatus status() {
        return status;
    }

    @Override
    public ByteChannel channel() {
        return duplex.channel();
    }

    @Override
    public void shutdownOutput() throws IOException {
        duplex.shutdownOutput();
    }

    @Override
    public List<PeerAddress> addresses() {
        return status.addresses();
    }

    @Override
    public LinkSource source() {
        return source;
    }

    @Override
    public String remote() {
        return status.remote();
    }

    @Override
    public void identify(String peer) {
        LinkStatus known = status;
        status = new LinkStatus(
                known.id(),
                known.dialled(),
                known.netname(),
                known.addresses(),
                known.remote(),
                known.since(),
                Optional.of(peer));
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            try {
                duplex.close();
            } finally {
                afterClose.accept(this);
            }
        }
    }

    @Override
    public String toString() {
        return "link " + status.id();
    }
}
