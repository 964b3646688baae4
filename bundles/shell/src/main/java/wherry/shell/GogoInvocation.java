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
    private final Commands commands;
    private final CommandSession session;
    private final Process process;

    GogoInvocation(Commands commands, CommandSession session) {
        this.commands = commands;
        this.session = session;
        this.process = Process.Utils.current();
    }

    @Override
    public Path directory() {
        return session.currentDir().toAbsolutePath();
    }

    @Override
    public Optional<String> environment(String name) {
        return Optional.ofNullable(session.get(name)).map(String::valueOf);
    }

    @Override
    public InputStream in() {
        return process.in();
    }

    @Override
    public PrintStream out() {
        return process.out();
    }

    @Override
    public PrintStream err() {
        return process.err();
    }

    @Override
    public OutputStream rawOut() {
        return process.out();
    }

    @Override
    public boolean terminal() {
        return process.isTty(2);
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
