package wherry.links;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import wherry.api.metric.Counter;
import wherry.api.metric.Metric;

/** What moved over links, for each network. Thread-safe. */
final class LinkCounters {
    private static final String NO_NETWORK = "none";

    private final Map<String, Totals> networks = new ConcurrentHashMap<>();

    /** Of one network: links that were opened either way, and the bytes of those that are closed. */
    private record Totals(Counter dialled, Counter accepted, Counter sent, Counter received) {
        Totals() {
            this(new Counter(), new Counter(), new Counter(), new Counter());
        }
    }

    private Totals of(OpenLink link) {
        return networks.computeIfAbsent(networkOf(link), network -> new Totals());
    }

    private static String networkOf(OpenLink link) {
        return link.source().netname().orElse(NO_NETWORK);
    }

    void opened(OpenLink link) {
        (link.dialled() ? of(link).dialled() : of(link).accepted()).increment();
    }

    void closed(OpenLink link) {
        of(link).sent().add(link.traffic().sent().value());
        of(link).received().add(link.traffic().received().value());
    }

    /** With what has moved over those that are open. */
    List<Metric> metrics(Collection<OpenLink> open) {
        List<Metric> metrics = new ArrayList<>();
        new TreeMap<>(networks).forEach((network, totals) -> {
            List<OpenLink> links = open.stream()
                    .filter(link -> networkOf(link).equals(network))
                    .toList();
            long sent = links.stream()
                    .mapToLong(link -> link.traffic().sent().value())
                    .sum();
            long received = links.stream()
                    .mapToLong(link -> link.traffic().received().value())
                    .sum();
            metrics.add(opened(network, "dialled", totals.dialled()));
            metrics.add(opened(network, "accepted", totals.accepted()));
            metrics.add(bytes(network, "wherry_link_sent_bytes", "Bytes sent over links.", totals.sent(), sent));
            metrics.add(bytes(
                    network, "wherry_link_received_bytes", "Bytes received over links.", totals.received(), received));
        });
        return metrics;
    }

    private static Metric opened(String network, String direction, Counter counter) {
        return Metric.of(
                "wherry_link_opened", "Links opened.", Map.of("network", network, "direction", direction), counter);
    }

    private static Metric bytes(String network, String name, String help, Counter closed, long open) {
        return new Metric(name, help, Map.of("network", network), closed.value() + open);
    }
}
