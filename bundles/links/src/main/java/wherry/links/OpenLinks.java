package wherry.links;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import wherry.api.link.LinkSource;
import wherry.api.link.LinkStatus;
import wherry.api.peer.PeerAddress;
import wherry.transport.api.Duplex;

/** All links that are open. Thread-safe. */
final class OpenLinks {
    private static final Logger LOG = LoggerFactory.getLogger("wherry.links");

    private final Clock clock;
    private final AtomicLong lastId = new AtomicLong();
    private final ConcurrentSkipListMap<Long, OpenLink> links = new ConcurrentSkipListMap<>();
    private volatile boolean ended;

    OpenLinks(Clock clock) {
        this.clock = clock;
    }

    /** The link owns the duplex; what comes after closing is run once. */
    OpenLink add(boolean dialled, List<PeerAddress> addresses, LinkSource source, Duplex duplex, Runnable afterClose) {
        LinkStatus status = new LinkStatus(
                lastId.incrementAndGet(),
                dialled,
                source.netname(),
                addresses,
                duplex.remote(),
                clock.instant(),
                Optional.empty());
        OpenLink link = new OpenLink(status, source, duplex, closed -> {
            links.remove(closed.status().id());
            LOG.atLevel(level(closed.status()))
                    .log("link closed id={}", closed.status().id());
            afterClose.run();
        });
        links.put(status.id(), link);
        LOG.atLevel(level(status))
                .log(
                        "link open id={} {} addresses={} remote={}",
                        status.id(),
                        dialled ? "dialled" : "accepted",
                        addresses,
                        status.remote());
        if (ended) {
            link.close();
        }
        return link;
    }

    /** Anybody can open any number of links to us; who was admitted stands in the log anyway. */
    private static Level level(LinkStatus link) {
        return link.dialled() ? Level.INFO : Level.DEBUG;
    }

    List<LinkStatus> list() {
        return links.values().stream().map(OpenLink::status).toList();
    }

    /** Closes all, and whatever is added later. */
    void end() {
        ended = true;
        for (OpenLink link : links.values()) {
            try {
                link.close();
            } catch (RuntimeException e) {
                LOG.warn("link did not close id={}", link.status().id(), e);
            }
        }
    }
}
