package wherry.daemon.command;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.List;
import java.util.Map;
import org.junit.Test;
import wherry.api.metric.Metric;
import wherry.api.metric.MetricSource;

public class MetricTotalsTest {
    private static Metric metric(String name, String role, long value) {
        return new Metric(name, "What is counted.", Map.of("role", role), value);
    }

    @Test
    public void twoVersionsOfABundleCountTogetherAndRolesApart() {
        MetricSource old = () -> List.of(metric("wherry_content_sent", "server", 2));
        MetricSource now = () -> List.of(
                metric("wherry_content_sent", "server", 3),
                metric("wherry_content_sent", "client", 4),
                metric("wherry_content_sent_bytes", "client", 5_260_000));
        MetricTotals totals = MetricTotals.of(List.of(old, now));
        assertThat(totals.metrics().stream().map(Metric::value).toList(), is(List.of(5L, 4L, 5_260_000L)));
        assertThat(totals.line(), is("sent 9 (5.3 MB), received 0 (0.0 MB)"));
        assertThat(
                totals.fields().get(1),
                is(Map.of("name", "wherry_content_sent", "labels", Map.of("role", "client"), "value", 4L)));
    }

    @Test
    public void oneThatFailsCostsItselfAlone() {
        MetricSource failing = () -> {
            throw new IllegalStateException("not ready");
        };
        MetricSource sound = () -> List.of(metric("wherry_content_sent", "server", 1));
        assertThat(MetricTotals.of(List.of(failing, sound)).metrics().size(), is(1));
    }
}
