package wherry.api.link;

import java.util.Set;
import org.osgi.annotation.versioning.ConsumerType;

/** Is told which networks can be used. Published as a service by whoever wants to know; {@link Links} calls it. */
@ConsumerType
@FunctionalInterface
public interface NetworkListener {
    /**
     * Called once when the listener becomes known, and after each change; one call at a time for each listener. Must not block.
     *
     * @param netnames as in {@link Links#netnames()}
     */
    void networks(Set<String> netnames);
}
