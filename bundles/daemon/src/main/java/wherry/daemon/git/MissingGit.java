package wherry.daemon.git;

import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import wherry.api.node.Problem;
import wherry.api.node.ProblemSource;

/** Tells the user that the node finds no git. */
@Component
public final class MissingGit implements ProblemSource {
    private final GitProgram program;

    /** Looks where this process finds its programs. */
    @Activate
    public MissingGit() {
        this(GitProgram.ofThisProcess());
    }

    MissingGit(GitProgram program) {
        this.program = program;
    }

    @Override
    public List<Problem> problems() {
        return program.find().isPresent()
                ? List.of()
                : List.of(new Problem(
                        "git",
                        "not found on the node's PATH, so JGit serves fetches and pushes, and refuses pushes where hooks"
                                + " would have to run; install git, or restart the node with a PATH that has it"));
    }
}
