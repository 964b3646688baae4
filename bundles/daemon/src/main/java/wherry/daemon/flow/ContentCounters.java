package wherry.daemon.flow;

import java.util.List;
import java.util.Map;
import wherry.api.metric.Counter;
import wherry.api.metric.Metric;

/**
 * The content that went over links with this node in one role.
 *
 * @param sent how many times content was sent to its end
 * @param sentBytes as far as it was sent
 * @param received how many times content was received to its end
 * @param receivedBytes as far as it was received
 */
public record ContentCounters(Counter sent, Counter sentBytes, Counter received, Counter receivedBytes) {
    /** Nothing has moved yet. */
    public ContentCounters() {
        this(new Counter(), new Counter(), new Counter(), new Counter());
    }

    /**
     * For whoever looks.
     *
     * @param role server or client
     */
    public List<Metric> metrics(String role) {
        Map<String, String> labels = Map.of("role", role);
        return List.of(
                Metric.of("wherry_content_sent", "Contents sent to peers.", labels, sent),
                Metric.of("wherry_content_sent_bytes", "Bytes of content sent to peers.", labels, sentBytes),
                Metric.of("wherry_content_received", "Contents received from peers.", labels, received),
                Metric.of(
                        "wherry_content_received_bytes",
                        "Bytes of content received from peers.",
                        labels,
                        receivedBytes));
    }
}
