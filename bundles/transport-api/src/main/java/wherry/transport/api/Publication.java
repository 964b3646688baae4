package wherry.transport.api;

import org.osgi.annotation.versioning.ConsumerType;

/** Keeps an address of a site reachable over a network until it is closed. */
@ConsumerType
@FunctionalInterface
public interface Publication extends AutoCloseable {
    /**
     * For networks whose peers reach the bound sockets by themselves.
     *
     * @return a publication with nothing to withdraw
     */
    static Publication none() {
        return () -> {};
    }

    /** Withdraws the address; links that are open stay open. May be called from any thread, more than once. */
    @Override
    void close();
}
