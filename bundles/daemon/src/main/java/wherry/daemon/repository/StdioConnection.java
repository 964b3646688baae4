package wherry.daemon.repository;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import wherry.api.annex.AnnexUuid;
import wherry.api.annex.ServeMode;
import wherry.api.link.Link;
import wherry.api.node.Used;
import wherry.api.node.UsedRepository;
import wherry.api.peer.GitService;
import wherry.api.protocol.ProtocolEngine;
import wherry.api.protocol.ServerMachine;
import wherry.api.serving.Served;
import wherry.api.store.Repository;
import wherry.daemon.git.RunningService;
import wherry.daemon.serve.ServerDriver;

/** One connection to a repository, whether or not that is served to others. Used by one thread after another. */
public final class StdioConnection implements AutoCloseable {
    private final Used<ProtocolEngine> engine;
    private final UsedRepository opened;
    private final Used<List<Served>> behind;
    private final ServerSupplies supplies;

    /**
     * Serves nobody yet.
     *
     * @param engine owned from now on
     * @param opened owned from now on
     * @param behind what has it as its gateway; owned from now on
     */
    StdioConnection(
            Used<ProtocolEngine> engine, UsedRepository opened, Used<List<Served>> behind, ServerSupplies supplies) {
        this.engine = engine;
        this.opened = opened;
        this.behind = behind;
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
     * What can be reached here.
     *
     * @param mode what peers may do at most
     * @return the repository first, then all that has it as its gateway
     */
    public List<Served> choice(ServeMode mode) {
        List<Served> choice = new ArrayList<>(List.of(Served.of(opened.repository(), () -> mode)));
        behind.service().forEach(served -> choice.add(new LimitedServed(served, () -> mode)));
        return choice;
    }

    /**
     * Serves until the link ends.
     *
     * @param link stays the caller's to close; its addresses are those that a token may be valid for
     * @param choice some of {@link #choice}: the token names which, and for a peer that is known it is the first
     * @param known who the peer is, if that is certain; else it has to authenticate itself
     */
    public void serve(Link link, List<Served> choice, Optional<AnnexUuid> known) {
        ServeMode mode = choice.get(0).rights();
        ServerMachine machine = known.isPresent()
                ? engine.service().serverOfKnownPeer(choice.get(0).uuid(), mode)
                : engine.service().server(mode);
        ServerDriver driver = new ServerDriver(link, choice, machine, supplies.get());
        known.ifPresent(driver::letIn);
        driver.run();
    }

    @Override
    public void close() {
        behind.close();
        opened.close();
        engine.close();
    }
}
