package wherry.transport.api;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
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

    /**
     * Tells that the network has lost the address by itself: a program has died, a relay has let go. It is then withdrawn, and published
     * anew after a pause. A transport that cannot tell leaves this as it is.
     *
     * @return the same at every call; completed, once, with a sentence that says why. Not completed by {@link #close}
     */
    default CompletionStage<String> lost() {
        return new CompletableFuture<>();
    }

    /** Withdraws the address; links that are open stay open. May be called from any thread, more than once. */
    @Override
    void close();
}
