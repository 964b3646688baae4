package wherry.links;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import wherry.api.link.NetworkListener;

/** Tells listeners which networks there are. Thread-safe. */
@Component(
        service = {},
        immediate = true)
public final class NetworkNotifier {
    private static final Logger LOG = LoggerFactory.getLogger("wherry.links");

    private final Transports transports;
    private final Consumer<String> onTransports = this::transportsChanged;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<NetworkListener, Set<String>> told = new HashMap<>();

    /**
     * Listens to what comes and goes.
     *
     * @param transports that make networks usable
     */
    @Activate
    public NetworkNotifier(@Reference Transports transports) {
        this.transports = transports;
        transports.listen(onTransports);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bindListener(NetworkListener listener) {
        lock.lock();
        try {
            Set<String> names = transports.netnames();
            told.put(listener, names);
            tell(listener, names);
        } finally {
            lock.unlock();
        }
    }

    void unbindListener(NetworkListener listener) {
        lock.lock();
        try {
            told.remove(listener);
        } finally {
            lock.unlock();
        }
    }

    private void transportsChanged(String netname) {
        lock.lock();
        try {
            Set<String> names = transports.netnames();
            told.replaceAll((listener, before) -> {
                if (!before.equals(names)) {
                    tell(listener, names);
                }
                return names;
            });
        } finally {
            lock.unlock();
        }
    }

    private static void tell(NetworkListener listener, Set<String> names) {
        try {
            listener.networks(Set.copyOf(names));
        } catch (RuntimeException e) {
            LOG.error("listener failed listener={}", listener.getClass().getName(), e);
        }
    }

    @Deactivate
    void close() {
        transports.forget(onTransports);
    }
}
