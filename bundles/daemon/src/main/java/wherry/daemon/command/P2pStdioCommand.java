package wherry.daemon.command;

import java.util.concurrent.Callable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import wherry.api.command.Command;
import wherry.api.command.Invocation;
import wherry.api.node.ConnectionThreads;
import wherry.daemon.repository.StdioConnections;

/** {@code wherry p2pstdio}. */
@Component(property = Command.NAME + "=p2pstdio")
public final class P2pStdioCommand implements Command {
    private final StdioConnections connections;
    private final ConnectionThreads threads;

    /**
     * Ready for calls.
     *
     * @param connections opens repositories
     * @param threads one serves while another relays
     */
    @Activate
    public P2pStdioCommand(@Reference StdioConnections connections, @Reference ConnectionThreads threads) {
        this.connections = connections;
        this.threads = threads;
    }

    @Override
    public Callable<Integer> prepare(Invocation call) {
        return new P2pStdioCall(call, connections, threads);
    }
}
