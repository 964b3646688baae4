package wherry.annexcommands;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import wherry.api.annex.Key;
import wherry.api.annex.StoreException;
import wherry.api.content.ContentLock;
import wherry.api.remote.Remote;
import wherry.api.remote.RemoteConnection;
import wherry.api.remote.Remotes;
import wherry.api.store.Repository;
import wherry.api.wanted.Expression;
import wherry.api.wanted.PreferredContent;
import wherry.api.wanted.RepositoryFacts;
import wherry.kit.ScriptedInvocation;
import wherry.kit.simulation.SimulatedNode;
import wherry.kit.simulation.Simulation;

/** The commands of this room, run at a simulated node as a user of it would. */
final class NodeCommands {
    private final Simulation simulation;
    private final SimulatedNode node;
    private final Remotes remotes;

    /** What is done in a session of its own. */
    private interface Work {
        void run(CommandContext session) throws StoreException, InterruptedException;
    }

    NodeCommands(Simulation simulation, SimulatedNode node) {
        this.simulation = simulation;
        this.node = node;
        this.remotes = PeersOnly.by(node.dialer());
    }

    boolean get(Key key) throws StoreException, InterruptedException {
        return run("get", session -> new GetFiles(session, Optional.empty()).run(List.of(CommandTarget.of(key))));
    }

    boolean copy(Key key, SimulatedNode to) throws StoreException, InterruptedException {
        return run(
                "copy",
                session -> new SendFiles(session, session.remote(to.name())).run(List.of(CommandTarget.of(key))));
    }

    /**
     * Drops content.
     *
     * @param attributes of the file that has it
     * @param at where; empty for the node itself
     */
    boolean drop(Key key, Map<String, String> attributes, Optional<SimulatedNode> at)
            throws StoreException, InterruptedException {
        return run("drop", session -> {
            Optional<Remote> from =
                    at.isPresent() ? Optional.of(session.remote(at.get().name())) : Optional.empty();
            new DropFiles(session, plan(session, key, attributes, from)).run(List.of(CommandTarget.of(key)));
        });
    }

    private static DropFiles.Plan plan(
            CommandContext session, Key key, Map<String, String> attributes, Optional<Remote> from)
            throws StoreException {
        Repository repository = session.repository();
        NumCopies.Rules rules = new NumCopies.Rules(repository, OptionalInt.empty(), OptionalInt.empty());
        TreeDemands demands = new TreeDemands(Map.of(key, rules.of(attributes)), rules.of(Map.of()), Map.of());
        Expression unset =
                StandIn.of(Expression.class).with("isSet", arguments -> false).make();
        RequiredContent nothing =
                new RequiredContent(repository.uuid(), unset, RepositoryFacts.NONE, repository.branch());
        return new DropFiles.Plan(false, from, demands, nothing);
    }

    /** Locks content elsewhere for some time, and then gives it free, or goes away without a word. */
    boolean lock(Key key, SimulatedNode at, Duration time, boolean unlock) throws StoreException, InterruptedException {
        return run("lock", session -> {
            try {
                RemoteConnection peer = session.peers().to(session.remote(at.name()));
                Optional<ContentLock> lock = peer.content().lock(key);
                if (lock.isEmpty()) {
                    session.report().countFailure();
                    return;
                }
                simulation.sleep(time);
                if (unlock) {
                    lock.get().release();
                }
            } catch (StoreException e) {
                throw e;
            } catch (IOException e) {
                session.report().countFailure();
            }
        });
    }

    /** Whether it was done. */
    private boolean run(String command, Work work) throws StoreException, InterruptedException {
        ScriptedInvocation call = new ScriptedInvocation(Path.of("/"), "");
        Report report = new Report(call, new Report.Form(command, false, false));
        try (RemoteConnections peers = new RemoteConnections(node.repository(), remotes, call)) {
            PreferredContent none = StandIn.of(PreferredContent.class).make();
            work.run(new CommandContext(call, node.repository(), peers, report, none));
        }
        String said = (call.output() + call.messages()).strip().replace("\n", " | ");
        simulation.trace().add(node.name() + " " + said);
        return report.exitCode() == 0;
    }
}
