package wherry.shell;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Process;
import wherry.api.command.CallerTerminal;
import wherry.api.command.Commands;
import wherry.api.command.Display;
import wherry.api.command.Invocation;
import wherry.api.link.Link;

/** A command that was typed at Gogo, with Gogo's streams and working directory. */
final class GogoInvocation implements Invocation {
    /** Variable of a session: the call that opened it, whose environment counts after variables of the session. */
    static final String CALL = ".wherry.call";

    private final Commands commands;
    private final CommandSession session;
    private final InputStream in;
    private final PrintStream out;
    private final PrintStream err;
    private final boolean terminal;

    GogoInvocation(
            Commands commands,
            CommandSession session,
            InputStream in,
            PrintStream out,
            PrintStream err,
            boolean terminal) {
        this.commands = commands;
        this.session = session;
        this.in = in;
        this.out = out;
        this.err = err;
        this.terminal = terminal;
    }

    /** With the streams of the process of Gogo that this thread is. */
    static GogoInvocation of(Commands commands, CommandSession session) {
        Process process = Process.Utils.current();
        return new GogoInvocation(commands, session, process.in(), process.out(), process.err(), process.isTty(2));
    }

    @Override
    public Path directory() {
        return session.currentDir().toAbsolutePath();
    }

    @Override
    public Optional<String> environment(String name) {
        Optional<String> own = Optional.ofNullable(session.get(name)).map(String::valueOf);
        return session.get(CALL) instanceof Invocation call ? own.or(() -> call.environment(name)) : own;
    }

    @Override
    public InputStream in() {
        return in;
    }

    @Override
    public PrintStream out() {
        return out;
    }

    @Override
    public PrintStream err() {
        return err;
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
        return commands.display(out(), err(), terminal());
    }

    @Override
    public Optional<CallerTerminal> rawTerminal() {
        return Optional.empty();
    }

    @Override
    public int relay(Link link) throws IOException {
        link.close();
        throw new IOException("this works from the user's shell only, not from Gogo");
    }
}
