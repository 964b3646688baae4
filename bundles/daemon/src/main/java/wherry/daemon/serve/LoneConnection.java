package wherry.daemon.serve;

import java.nio.file.Path;
import java.util.Optional;
import wherry.api.annex.AnnexUuid;
import wherry.api.annex.ServeMode;
import wherry.api.link.Link;
import wherry.api.node.Used;
import wherry.api.protocol.ProtocolEngine;
import wherry.api.protocol.ServerMachine;
import wherry.api.store.Repositories;
import wherry.api.store.Repository;
import wherry.api.store.StoreException;

/** One connection to a repository, whether or not that is served to others. Used by one thread after another. */
public final class LoneConnection implements AutoCloseable {
    private final Used<ProtocolEngine> engine;
    private final Used<Repositories> store;
    private final Repository repository;
    private final ServerSupplies supplies;

    /**
     * Opens the repository.
     *
     * @param engine owned from now on, even if this fails
     * @param store owned from now on, even if this fails
     * @throws StoreException if it cannot be opened
     */
    LoneConnection(Used<ProtocolEngine> engine, Used<Repositories> store, Path folder, ServerSupplies supplies)
            throws StoreException {
        this.engine = engine;
        this.store = store;
        this.supplies = supplies;
        boolean opened = false;
        try {
            this.repository = store.service().open(folder);
            opened = true;
        } finally {
            if (!opened) {
                store.close();
                engine.close();
            }
        }
    }

    /**
     * What is served.
     *
     * @return open as long as this is
     */
    public Repository repository() {
        return repository;
    }

    /**
     * Serves until the link ends.
     *
     * @param link stays the caller's to close; its addresses are those that a token may be valid for
     * @param mode what the peer may do
     * @param known who the peer is, if that is certain; else it has to authenticate itself
     */
    public void serve(Link link, ServeMode mode, Optional<AnnexUuid> known) {
        ServerMachine machine = known.isPresent()
                ? engine.service().serverOfKnownPeer(repository.uuid(), mode)
                : engine.service().server(repository.uuid(), mode);
        ServerDriver driver =
                new ServerDriver(link, repository, machine, supplies.get(), new Reception(mode, supplies));
        known.ifPresent(driver::letIn);
        driver.run();
    }

    @Override
    public void close() {
        repository.close();
        store.close();
        engine.close();
    }
}
