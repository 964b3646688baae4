package wherry.daemon.repository;

import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import wherry.api.annex.StoreException;
import wherry.api.node.Leases;
import wherry.api.node.NewestService;
import wherry.api.node.Used;
import wherry.api.node.UsedRepository;
import wherry.api.protocol.ProtocolEngine;
import wherry.api.store.Lookup;
import wherry.api.store.Repositories;

/** Opens repositories for connections that come by other ways than the node's links. For this bundle's commands; thread-safe. */
@Component(service = StdioConnections.class)
public final class StdioConnections {
    private static final String PURPOSE = "p2pstdio";

    private final ServerSupplies supplies;
    private final NewestService<ProtocolEngine> engines;
    private final NewestService<Repositories> stores;

    /**
     * Opens nothing yet.
     *
     * @param supplies for the connections
     * @param leases keep bundles while they are used
     */
    @Activate
    public StdioConnections(@Reference ServerSupplies supplies, @Reference Leases leases) {
        this.supplies = supplies;
        this.engines = new NewestService<>(leases);
        this.stores = new NewestService<>(leases);
    }

    @Reference(
            cardinality = ReferenceCardinality.AT_LEAST_ONE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    public void addEngine(ProtocolEngine engine, Map<String, ?> properties) {
        engines.add(engine, properties);
    }

    void removeEngine(ProtocolEngine engine) {
        engines.remove(engine);
    }

    @Reference(
            cardinality = ReferenceCardinality.AT_LEAST_ONE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    public void addStore(Repositories store, Map<String, ?> properties) {
        stores.add(store, properties);
    }

    void removeStore(Repositories store) {
        stores.remove(store);
    }

    /**
     * Opens a repository for one connection.
     *
     * @param where in the repository
     * @return owned by the caller
     * @throws StoreException if it is no repository with an annex
     */
    public StdioConnection open(Lookup where) throws StoreException {
        Used<ProtocolEngine> engine = engines.use(PURPOSE)
                .orElseThrow(() -> new StoreException("the bundle that speaks the protocol is missing"));
        boolean opened = false;
        try {
            StdioConnection connection =
                    new StdioConnection(engine, UsedRepository.open(stores, where, PURPOSE), supplies);
            opened = true;
            return connection;
        } finally {
            if (!opened) {
                engine.close();
            }
        }
    }
}
