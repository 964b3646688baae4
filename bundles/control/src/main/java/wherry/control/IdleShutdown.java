package wherry.control;

import java.time.Duration;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import wherry.api.link.Links;
import wherry.api.node.Leases;
import wherry.api.serving.ServedRepositories;

/**
 * Stops a node that was started for a remotedaemon's listener alone (framework property {@code wherry.linger}) once nothing has
 * used it for some seconds: no command, connection or link, and no repository to serve.
 */
@Component(service = {})
public final class IdleShutdown {
    /** Framework property: {@code true} in a node that is to go when it is not used. */
    static final String PROPERTY = "wherry.linger";

    private static final Logger LOG = LoggerFactory.getLogger(IdleShutdown.class);
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final int LOOKS = 8;

    private final BundleContext context;
    private final Leases leases;
    private final ServedRepositories served;
    private final Links links;
    private final Thread watch = new Thread(this::watch, "wherry-lingering");
    private int unusedLooks;

    /**
     * Called by Declarative Services.
     *
     * @param context stops the framework
     * @param leases tell what is in use
     * @param served what the node has to serve
     * @param links that are open
     */
    @Activate
    public IdleShutdown(
            BundleContext context,
            @Reference Leases leases,
            @Reference ServedRepositories served,
            @Reference Links links) {
        this.context = context;
        this.leases = leases;
        this.served = served;
        this.links = links;
        if (Boolean.parseBoolean(context.getProperty(PROPERTY))) {
            watch.setDaemon(true);
            watch.start();
        }
    }

    private void watch() {
        try {
            while (true) {
                Thread.sleep(LOOK.toMillis());
                look();
            }
        } catch (InterruptedException e) {
            LOG.debug("looks no more");
        }
    }

    /** Looks once; the first looks of a node that still starts do not count. */
    void look() {
        Bundle node = context.getBundle(Constants.SYSTEM_BUNDLE_ID);
        unusedLooks = node.getState() == Bundle.ACTIVE && isUnused() ? unusedLooks + 1 : 0;
        if (unusedLooks == LOOKS) {
            LOG.info("stopping: started for a remotedaemon that is gone, and not used by anybody else");
            try {
                node.stop();
            } catch (BundleException e) {
                LOG.warn("cannot stop: {}", e.toString());
            }
        }
    }

    private boolean isUnused() {
        return Stream.of(context.getBundles()).allMatch(bundle -> leases.count(bundle.getBundleId()) == 0)
                && served.list().isEmpty()
                && links.open().isEmpty();
    }

    @Deactivate
    void deactivate() {
        watch.interrupt();
    }
}
