package wherry.daemon.command;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import wherry.api.metric.Metric;
import wherry.api.metric.MetricSource;

/**
 * What all bundles have counted, for the user. Where two versions of one run side by side, it is the sum of both.
 *
 * @param metrics none twice
 */
record MetricTotals(List<Metric> metrics) {
    private static final Logger LOG = LoggerFactory.getLogger("wherry.daemon.command");
    private static final double MEGABYTE = 1_000_000.0;

    private record Series(String name, Map<String, String> labels) {}

    /** As it is now. */
    static MetricTotals of(Collection<MetricSource> sources) {
        Map<Series, Metric> totals = new LinkedHashMap<>();
        for (MetricSource source : sources) {
            for (Metric metric : read(source)) {
                totals.merge(new Series(metric.name(), metric.labels()), metric, MetricTotals::sum);
            }
        }
        return new MetricTotals(List.copyOf(totals.values()));
    }

    /** One that cannot tell costs itself alone. */
    private static List<Metric> read(MetricSource source) {
        try {
            return source.metrics();
        } catch (RuntimeException | LinkageError e) {
            LOG.warn("metrics of {} are left out", source.getClass().getName(), e);
            return List.of();
        }
    }

    private static Metric sum(Metric one, Metric other) {
        return new Metric(one.name(), one.help(), one.labels(), one.value() + other.value());
    }

    String line() {
        return String.format(
                Locale.ROOT,
                "sent %d (%.1f MB), received %d (%.1f MB)",
                total("wherry_content_sent"),
                total("wherry_content_sent_bytes") / MEGABYTE,
                total("wherry_content_received"),
                total("wherry_content_received_bytes") / MEGABYTE);
    }

    private long total(String name) {
        return metrics.stream()
                .filter(metric -> metric.name().equals(name))
                .mapToLong(Metric::value)
                .sum();
    }

    List<Map<String, Object>> fields() {
        return metrics.stream().map(MetricTotals::fields).toList();
    }

    private static Map<String, Object> fields(Metric metric) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", metric.name());
        fields.put("labels", new TreeMap<>(metric.labels()));
        fields.put("value", metric.value());
        return fields;
    }
}
