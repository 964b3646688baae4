package wherry.networkprograms;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import wherry.api.node.Home;
import wherry.api.node.Problem;
import wherry.api.node.ProblemSource;
import wherry.transport.program.NetworkProgram;

/** All programs that run for this node. At its start ends what a node that was killed has left. Thread-safe. */
@Component(
        service = {NodePrograms.class, ProblemSource.class},
        immediate = true)
public final class NodePrograms implements ProblemSource {
    private static final long GRACE_OF_LEFTOVERS_SECONDS = 5;

    private final ProgramPlaces places;
    private final Set<SupervisedProgram> running = ConcurrentHashMap.newKeySet();

    /**
     * Starts without programs.
     *
     * @param context tells the node's folders
     * @throws IOException if what runs cannot be written down
     */
    @Activate
    public NodePrograms(BundleContext context) throws IOException {
        this(ProgramPlaces.of(Home.of(context), SearchPath.ofThisProcess()));
    }

    NodePrograms(ProgramPlaces places) throws IOException {
        this.places = places;
        places.records().endLeftovers(GRACE_OF_LEFTOVERS_SECONDS);
    }

    SupervisedProgram run(NetworkProgram program) {
        SupervisedProgram started = SupervisedProgram.start(program, places);
        running.add(started);
        return started;
    }

    /** Returns when they have ended, all at once. */
    void end(Set<SupervisedProgram> programs) {
        programs.forEach(SupervisedProgram::askToEnd);
        programs.forEach(SupervisedProgram::close);
        running.removeAll(programs);
    }

    @Override
    public List<Problem> problems() {
        return running.stream()
                .flatMap(program -> problem(program).stream())
                .sorted(Comparator.comparing(Problem::line))
                .toList();
    }

    private static Optional<Problem> problem(SupervisedProgram program) {
        return program.reason().map(reason -> new Problem(program.name(), reason));
    }
}
