package wherry.api.metric;

import java.util.Map;

/**
 * What a counter has come to at one moment, named as OpenMetrics names it. It begins at 0 with the bundle that counts.
 *
 * @param name of the family without {@code _total}: lower-case letters, digits and {@code _}, the unit at its end; for instance
 *     {@code wherry_link_sent_bytes}
 * @param help a sentence on what is counted
 * @param labels tell those of one family apart, for instance {@code network}; mostly one, perhaps none
 * @param value not negative
 * @see <a href="https://github.com/prometheus/OpenMetrics/blob/main/specification/OpenMetrics.md">OpenMetrics</a>
 */
public record Metric(String name, String help, Map<String, String> labels, long value) {
    /** Copies the labels. */
    public Metric {
        labels = Map.copyOf(labels);
    }

    /**
     * What a counter has come to now.
     *
     * @param name of the family
     * @param help a sentence on what is counted
     * @param labels tell those of one family apart
     * @param counter is read
     * @return a copy
     */
    public static Metric of(String name, String help, Map<String, String> labels, Counter counter) {
        return new Metric(name, help, labels, counter.value());
    }
}
