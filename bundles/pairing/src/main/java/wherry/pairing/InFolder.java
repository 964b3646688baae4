package wherry.pairing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import wherry.api.command.CallerTerminal;
import wherry.api.command.Display;
import wherry.api.command.Invocation;
import wherry.api.link.Link;

/**
 * A caller's call as if it were made in another folder, in which there is a repository.
 *
 * @param call is answered
 * @param directory where it works
 * @param out gets the results
 */
record InFolder(Invocation call, Path directory, PrintStream out) implements Invocation {
    /** What names a repository other than the one in the folder. */
    static final Set<String> REPOSITORY_VARIABLES = Set.of(
            "GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_COMMON_DIR", "GIT_NAMESPACE");

    /** The same without its results. */
    static InFolder silent(Invocation call, Path directory) {
        return new InFolder(
                call, directory, new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
    }

    @Override
    public Optional<String> environment(String name) {
        return REPOSITORY_VARIABLES.contains(name) ? Optional.empty() : call.environment(name);
    }

    @Override
    public InputStream in() {
        return call.in();
    }

    @Override
    public PrintStream err() {
        return call.err();
    }

    @Override
    public OutputStream rawOut() {
        return out;
    }

    @Override
    public boolean terminal() {
        return call.terminal();
    }

    @Override
    public Display display() {
        return call.display();
    }

    @Override
    public Optional<CallerTerminal> rawTerminal() {
        return call.rawTerminal();
    }

    @Override
    public int relay(Link link) throws IOException {
        return call.relay(link);
    }
}
