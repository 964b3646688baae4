package wherry.api.node;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Threads for work that blocks, one for each connection: virtual ones where the runtime has them. They belong to the node and
 * outlive a swap of those who use them. A service; thread-safe.
 */
@ProviderType
public interface ConnectionThreads {
    /**
     * Runs work on a thread of its own.
     *
     * @param name of the thread, for dumps and logs
     * @param work ends by itself when what it blocks on is closed
     * @throws java.util.concurrent.RejectedExecutionException if too many run already, or the node is stopping
     */
    void start(String name, Runnable work);
}
