package wherry.links;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import wherry.api.node.ConnectionThreads;

/**
 * The node's threads for what is done on behalf of links that peers have opened, so that this counts as the links do and leaves to the
 * user's own commands what is kept for them. Whoever asks for threads without more words gets others.
 */
@Component(
        service = ConnectionThreads.class,
        property = {"wherry.threads=peers", "service.ranking:Integer=-1"})
public final class PeerThreads implements ConnectionThreads {
    private final NodeThreads threads;

    /**
     * Has none of its own.
     *
     * @param threads of the node
     */
    @Activate
    public PeerThreads(@Reference NodeThreads threads) {
        this.threads = threads;
    }

    @Override
    public void start(String name, Runnable work) {
        threads.startAccepted(name, work);
    }
}
