package wherry.links;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import wherry.api.link.LinkSource;
import wherry.api.link.LinkStatus;
import wherry.api.metric.Metric;
import wherry.api.peer.PeerAddress;
import wherry.transport.api.Duplex;

/** All links that are open. Thread-safe. */
final class OpenLinks {
    private static final Logger LOG = LoggerFactory.getLogger("wherry.links");

    private final Clock clock;
    private final LinkCounters counters = new LinkCounters();
    private final AtomicLong lastId = new AtomicLong();
    private final ConcurrentSkipListMap<Long, OpenLink> links = new ConcurrentSkipListMap<>();
    private volatile boolean ended;

    OpenLinks(Clock clock) {
        this.clock = clock;
    }

    /** The link owns the duplex; what comes after closing is run once. */
    OpenLink add(boolean dialled, List<PeerAddress> addresses, LinkSource source, Duplex duplex, Runnable afterClose) {
        OpenLink link =
                new OpenLink(lastId.incrementAndGet(), dialled, addresses, source, clock.instant(), duplex, closed -> {
                    links.remove(closed.id());
                    counters.closed(closed);
                    LOG.atLevel(level(closed)).log("link closed id={}", closed.id());
                    afterClose.run();
                });
        links.put(link.id(), link);
        counters.opened(link);
        LOG.atLevel(level(link))
                .log(
                        "link open id={} {} addresses={} remote={}",
                        link.id(),
                        dialled ? "dialled" : "accepted",
                        addresses,
                        link.remote());
        if (ended) {
            link.close();
        }
        return link;
    }

    /** Anybody can open any number of links to us; who was admitted stands in the log anyway. */
    private static Level level(OpenLink link) {
        return link.dialled() ? Level.INFO : Level.DEBUG;
    }

    List<LinkStatus> list() {
        return links.values().stream().map(OpenLink::status).toList();
    }

    /** What moved over all links, those that are open and those that were. */
    List<Metric> metrics() {
        return counters.metrics(links.values());
    }

    /** Closes all, and whatever is added later. */
    void end() {
        ended = true;
        for (OpenLink link : links.values()) {
            try {
                link.close();
            } catch (RuntimeException e) {
                LOG.warn("link did not close id={}", link.id(), e);
            }
        }
    }
}
