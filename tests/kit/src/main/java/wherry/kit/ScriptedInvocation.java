package wherry.kit;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import wherry.api.command.CallerTerminal;
import wherry.api.command.Display;
import wherry.api.command.Invocation;
import wherry.api.link.Link;

/** A call whose input is given and whose output is kept. A relayed link is only noted and closed. */
public final class ScriptedInvocation implements Invocation {
    private final Path directory;
    private final InputStream in;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final PrintStream printedOut = new PrintStream(out, true, StandardCharsets.UTF_8);
    private final PrintStream printedErr = new PrintStream(err, true, StandardCharsets.UTF_8);
    private final Map<String, String> environment = new ConcurrentHashMap<>();
    private final List<Link> relayed = new CopyOnWriteArrayList<>();
    private boolean terminal;

    public ScriptedInvocation(Path directory, InputStream in) {
        this.directory = directory;
        this.in = in;
    }

    public ScriptedInvocation(Path directory, String in) {
        this(directory, new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8)));
    }

    public ScriptedInvocation with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    public ScriptedInvocation onTerminal() {
        terminal = true;
        return this;
    }

    /** What was written to standard output so far. */
    public String output() {
        return out.toString(StandardCharsets.UTF_8);
    }

    /** What was written to standard error so far. */
    public String messages() {
        return err.toString(StandardCharsets.UTF_8);
    }

    /** The links that were joined with the caller. */
    public List<Link> relayed() {
        return List.copyOf(relayed);
    }

    @Override
    public Path directory() {
        return directory;
    }

    @Override
    public Optional<String> environment(String name) {
        return Optional.ofNullable(environment.get(name));
    }

    @Override
    public InputStream in() {
        return in;
    }

    @Override
    public PrintStream out() {
        return printedOut;
    }

    @Override
    public PrintStream err() {
        return printedErr;
    }

    @Override
    public OutputStream rawOut() {
        return out;
    }

    @Override
    public boolean terminal() {
        return terminal;
    }

    @Override
    public Display display() {
        return new ScriptedDisplay(printedOut);
    }

    @Override
    public Optional<CallerTerminal> rawTerminal() {
        return Optional.empty();
    }

    @Override
    public int relay(Link link) {
        relayed.add(link);
        link.close();
        return 0;
    }
}
