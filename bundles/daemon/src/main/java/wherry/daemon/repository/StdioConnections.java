package wherry.daemon.repository;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.CollectionType;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import wherry.api.annex.AnnexUuid;
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
    private final GatewayServices behind;

    @Reference(
            service = ProtocolEngine.class,
            cardinality = ReferenceCardinality.AT_LEAST_ONE,
            policy = ReferencePolicy.DYNAMIC,
            collectionType = CollectionType.TUPLE)
    private final NewestService<ProtocolEngine> engines;

    @Reference(
            service = Repositories.class,
            cardinality = ReferenceCardinality.AT_LEAST_ONE,
            policy = ReferencePolicy.DYNAMIC,
            collectionType = CollectionType.TUPLE)
    private final NewestService<Repositories> stores;

    /**
     * Opens nothing yet.
     *
     * @param supplies for the connections
     * @param behind what repositories are the gateways of
     * @param leases keep bundles while they are used
     */
    @Activate
    public StdioConnections(
            @Reference ServerSupplies supplies, @Reference GatewayServices behind, @Reference Leases leases) {
        this(supplies, behind, new NewestService<>(leases), new NewestService<>(leases));
    }

    public StdioConnections(
            ServerSupplies supplies,
            GatewayServices behind,
            NewestService<ProtocolEngine> engines,
            NewestService<Repositories> stores) {
        this.supplies = supplies;
        this.behind = behind;
        this.engines = engines;
        this.stores = stores;
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
            UsedRepository repository = UsedRepository.open(stores, where, PURPOSE);
            AnnexUuid uuid = repository.repository().uuid();
            StdioConnection connection =
                    new StdioConnection(engine, repository, behind.behind(uuid, PURPOSE), supplies);
            opened = true;
            return connection;
        } finally {
            if (!opened) {
                engine.close();
            }
        }
    }
}
