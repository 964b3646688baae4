package wherry.api.link;

import org.osgi.annotation.versioning.ConsumerType;

/** Takes links that peers have opened. */
@ConsumerType
@FunctionalInterface
public interface Acceptor {
    /**
     * Serves a link until it ends. Called on a thread of the link's own; the link is closed when this returns.
     *
     * @param link newly accepted, not yet authenticated
     */
    void serve(Link link);
}
