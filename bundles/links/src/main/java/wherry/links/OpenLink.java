package wherry.links;

import java.io.IOException;
import java.nio.channels.ByteChannel;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import wherry.api.link.Link;
import wherry.api.link.LinkSource;
import wherry.api.link.LinkStatus;
import wherry.api.link.Traffic;
import wherry.api.peer.PeerAddress;
import wherry.transport.api.Duplex;

/** A link in the list of open ones; leaves it when closed. */
final class OpenLink implements Link {
    private final LinkSource source;
    private final Duplex duplex;
    private final Consumer<OpenLink> afterClose;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Traffic traffic = new Traffic();
    private final long id;
    private final boolean dialled;
    private final List<PeerAddress> addresses;
    private final Instant since;
    private final String remote;
    private volatile Optional<String> peer = Optional.empty();

    OpenLink(
            long id,
            boolean dialled,
            List<PeerAddress> addresses,
            LinkSource source,
            Instant since,
            Duplex duplex,
            Consumer<OpenLink> afterClose) {
        this.id = id;
        this.dialled = dialled;
        this.addresses = List.copyOf(addresses);
        this.source = source;
        this.since = since;
        this.duplex = duplex;
        // Asked once, before the link is in any list: what a transport brings may fail at it.
        this.remote = duplex.remote();
        this.afterClose = afterClose;
    }

    /** As it is now. */
    LinkStatus status() {
        return new LinkStatus(
                id,
                dialled,
                source.netname(),
                addresses,
                remote,
                since,
                peer,
                traffic.sent().value(),
                traffic.received().value());
    }

    long id() {
        return id;
    }

    boolean dialled() {
        return dialled;
    }

    @Override
    public Traffic traffic() {
        return traffic;
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
        return addresses;
    }

    @Override
    public LinkSource source() {
        return source;
    }

    @Override
    public String remote() {
        return remote;
    }

    @Override
    public void identify(String who) {
        peer = Optional.of(who);
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
        return "link " + id;
    }
}
