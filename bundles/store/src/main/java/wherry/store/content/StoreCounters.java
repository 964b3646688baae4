package wherry.store.content;

import java.util.List;
import java.util.Map;
import wherry.api.metric.Counter;
import wherry.api.metric.Metric;

/**
 * What this store has done with content, in all repositories.
 *
 * @param stored contents that were received, verified and are present
 * @param storedBytes their size
 * @param refused contents that came and were not those of their keys, or not whole
 * @param removed object files
 */
public record StoreCounters(Counter stored, Counter storedBytes, Counter refused, Counter removed) {
    /** Nothing has been done yet. */
    public StoreCounters() {
        this(new Counter(), new Counter(), new Counter(), new Counter());
    }

    /** For whoever looks. */
    public List<Metric> metrics() {
        return List.of(
                metric("wherry_store_stored", "Contents received and verified.", stored),
                metric("wherry_store_stored_bytes", "Bytes of contents received and verified.", storedBytes),
                metric("wherry_store_refused", "Contents that came wrong or cut short.", refused),
                metric("wherry_store_removed", "Contents removed.", removed));
    }

    private static Metric metric(String name, String help, Counter counter) {
        return Metric.of(name, help, Map.of(), counter);
    }
}
