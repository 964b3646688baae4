package wherry.api.node;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Whoever may have problems to tell publishes this as a service; {@code wherry status} asks all of them, {@code wherry bundles} for
 * those of bundles. Thread-safe.
 */
@ConsumerType
@FunctionalInterface
public interface ProblemSource {
    /**
     * What is wrong now. Answers from memory.
     *
     * @return in the order in which they are to be shown; empty if all is well
     */
    List<Problem> problems();
}
