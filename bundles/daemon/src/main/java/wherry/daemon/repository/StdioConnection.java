package wherry.daemon.repository;

import java.io.IOException;
import java.util.Optional;
import wherry.api.annex.AnnexUuid;
import wherry.api.annex.ServeMode;
import wherry.api.link.Link;
import wherry.api.node.Served;
import wherry.api.node.Used;
import wherry.api.node.UsedRepository;
import wherry.api.peer.GitService;
import wherry.api.protocol.ProtocolEngine;
import wherry.api.protocol.ServerMachine;
import wherry.api.store.Repository;
import wherry.daemon.admission.RightsReview;
import wherry.daemon.git.RunningService;
import wherry.daemon.serve.ServerDriver;

/** One connection to a repository, whether or not that is served to others. Used by one thread after another. */
public final class StdioConnection implements AutoCloseable {
    private final Used<ProtocolEngine> engine;
    private final UsedRepository opened;
    private final ServerSupplies supplies;

    /**
     * Serves nobody yet.
     *
     * @param engine owned from now on
     * @param opened owned from now on
     */
    StdioConnection(Used<ProtocolEngine> engine, UsedRepository opened, ServerSupplies supplies) {
        this.engine = engine;
        this.opened = opened;
        this.supplies = supplies;
    }

    /**
     * What is served.
     *
     * @return open as long as this is
     */
    public Repository repository() {
        return opened.repository();
    }

    /**
     * Starts one of git's services for the repository.
     *
     * @param service which
     * @return owned by the caller, who must stop it before this is closed
     * @throws IOException if it does not start
     */
    public RunningService start(GitService service) throws IOException {
        return supplies.get().git().start(service, opened.repository());
    }

    /**
     * Serves until the link ends.
     *
     * @param link stays the caller's to close; its addresses are those that a token may be valid for
     * @param mode what the peer may do
     * @param known who the peer is, if that is certain; else it has to authenticate itself
     */
    public void serve(Link link, ServeMode mode, Optional<AnnexUuid> known) {
        Repository repository = opened.repository();
        ServerMachine machine = known.isPresent()
                ? engine.service().serverOfKnownPeer(repository.uuid(), mode)
                : engine.service().server(repository.uuid(), mode);
        ServerDriver driver = new ServerDriver(
                link,
                Served.of(repository),
                machine,
                supplies.get(),
                new RightsReview(mode, () -> supplies.get().admission()));
        known.ifPresent(driver::letIn);
        driver.run();
    }

    @Override
    public void close() {
        opened.close();
        engine.close();
    }
}
