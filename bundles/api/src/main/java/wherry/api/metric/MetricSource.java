package wherry.api.metric;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/** Whoever counts something publishes this as a service. It is asked when somebody looks, and costs nothing before. Thread-safe. */
@ConsumerType
@FunctionalInterface
public interface MetricSource {
    /**
     * What was counted so far.
     *
     * @return a copy; must not take long
     */
    List<Metric> metrics();
}
