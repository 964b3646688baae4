package wherry.pairing;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import wherry.api.command.ForwardedInvocation;
import wherry.api.command.Invocation;

/**
 * A caller's call as if it were made in another folder, in which there is a repository.
 */
final class InFolder extends ForwardedInvocation {
    /** What names a repository other than the one in the folder. */
    static final Set<String> REPOSITORY_VARIABLES = Set.of(
            "GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_COMMON_DIR", "GIT_NAMESPACE");

    private final Path directory;
    private final PrintStream out;

    /**
     * Goes on as the call does, but for folder and results.
     *
     * @param call is answered
     * @param directory where it works
     * @param out gets the results
     */
    InFolder(Invocation call, Path directory, PrintStream out) {
        super(call);
        this.directory = directory;
        this.out = out;
    }

    /** The same without its results. */
    static InFolder silent(Invocation call, Path directory) {
        return new InFolder(
                call, directory, new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
    }

    @Override
    public Path directory() {
        return directory;
    }

    @Override
    public Optional<String> environment(String name) {
        return REPOSITORY_VARIABLES.contains(name) ? Optional.empty() : super.environment(name);
    }

    @Override
    public PrintStream out() {
        return out;
    }

    @Override
    public OutputStream rawOut() {
        return out;
    }

    /** The caller's programs run in the caller's folder. */
    @Override
    public int run(List<String> program) throws IOException {
        throw new IOException("no program is run in " + directory);
    }
}
