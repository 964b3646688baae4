package wherry.daemon.serve;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import wherry.api.node.ConnectionThreads;
import wherry.api.node.Leases;
import wherry.api.node.Newest;
import wherry.api.node.Used;
import wherry.api.protocol.ProtocolEngine;
import wherry.api.store.Repositories;
import wherry.api.store.StoreException;
import wherry.daemon.DaemonConfiguration;
import wherry.daemon.flow.Buffers;
import wherry.daemon.flow.Deadlines;
import wherry.daemon.git.GitProgram;
import wherry.daemon.git.GitServices;
import wherry.daemon.notify.RefWatcher;

/** Opens repositories for connections that come by other ways than the node's links. For this bundle's commands; thread-safe. */
@Component(service = LoneConnections.class, configurationPid = DaemonConfiguration.PID)
public final class LoneConnections {
    private static final Duration FAREWELL = Duration.ofSeconds(1);
    private static final int LINE_BYTES = 8 * 1024;
    private static final int CONTENT_BYTES = 64 * 1024;
    private static final int BUFFERS_KEPT = 16;
    private static final String PURPOSE = "p2pstdio";

    private final ConnectionThreads threads;
    private final Deadlines deadlines = new Deadlines();
    private final Guesses guesses = new Guesses(InstantSource.system());
    private final Buffers lines = new Buffers(LINE_BYTES, BUFFERS_KEPT);
    private final Buffers content = new Buffers(CONTENT_BYTES, BUFFERS_KEPT);
    private final GitServices git;
    private final RefWatcher refs;
    private final Newest<ProtocolEngine> engines;
    private final Newest<Repositories> stores;
    private volatile ServerResources resources;

    /**
     * Opens nothing yet.
     *
     * @param configuration deadlines
     * @param leases keep bundles while they are used
     * @param threads for what must go on beside the thread of a connection
     */
    @Activate
    public LoneConnections(
            DaemonConfiguration configuration, @Reference Leases leases, @Reference ConnectionThreads threads) {
        this.threads = threads;
        this.git = new GitServices(
                threads,
                deadlines,
                new GitProgram(Optional.ofNullable(System.getenv("PATH")).orElse("")));
        this.refs = new RefWatcher(threads);
        this.engines = new Newest<>(leases);
        this.stores = new Newest<>(leases);
        this.resources = resources(configuration);
    }

    private ServerResources resources(DaemonConfiguration configuration) {
        Anteroom anteroom =
                new Anteroom(deadlines, configuration.auth_places(), Duration.ofSeconds(configuration.auth_deadline()));
        return new ServerResources(threads, deadlines, lines, content, anteroom, guesses, git, refs, FAREWELL);
    }

    @Modified
    void reconfigure(DaemonConfiguration configuration) {
        resources = resources(configuration);
    }

    @Reference(
            cardinality = ReferenceCardinality.AT_LEAST_ONE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void addEngine(ProtocolEngine engine, Map<String, ?> properties) {
        engines.add(engine, properties);
    }

    void removeEngine(ProtocolEngine engine) {
        engines.remove(engine);
    }

    @Reference(
            cardinality = ReferenceCardinality.AT_LEAST_ONE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void addStore(Repositories store, Map<String, ?> properties) {
        stores.add(store, properties);
    }

    void removeStore(Repositories store) {
        stores.remove(store);
    }

    /**
     * Opens a repository for one connection.
     *
     * @param folder in the repository
     * @return owned by the caller
     * @throws StoreException if it is no repository with an annex
     */
    public LoneConnection open(Path folder) throws StoreException {
        Used<Repositories> store = stores.use(PURPOSE)
                .orElseThrow(() -> new StoreException("the bundle that opens repositories is missing"));
        Optional<Used<ProtocolEngine>> engine = engines.use(PURPOSE);
        if (engine.isEmpty()) {
            store.close();
            throw new StoreException("the bundle that speaks the protocol is missing");
        }
        return new LoneConnection(engine.get(), store, folder, resources);
    }
}
