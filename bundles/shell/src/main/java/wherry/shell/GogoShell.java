package wherry.shell;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.felix.gogo.jline.Shell;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.CommandSession;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.osgi.framework.BundleContext;
import wherry.api.command.CallerTerminal;
import wherry.api.command.Commands;
import wherry.api.command.Invocation;
import wherry.api.node.Home;

/** Gogo with the streams, the directory and the terminal of a caller. */
final class GogoShell {
    private final CommandProcessor processor;
    private final BundleContext context;
    private final Commands commands;
    private final Home home;

    GogoShell(CommandProcessor processor, BundleContext context, Commands commands) {
        this.processor = processor;
        this.context = context;
        this.commands = commands;
        this.home = Home.of(context);
    }

    /** Runs one command line; what it returns is printed as Gogo formats it. */
    int execute(String line, Invocation call) {
        try (CommandSession session = processor.createSession(call.in(), call.out(), call.err())) {
            return lines(session, call).execute(line);
        }
    }

    /** An interactive shell in the caller's terminal; where there is none, runs standard input line by line. */
    int interact(Invocation call) throws IOException {
        Optional<CallerTerminal> raw = call.rawTerminal();
        if (raw.isEmpty()) {
            return executeLines(call);
        }
        try (CallerTerminal screen = raw.get();
                Terminal terminal = terminal(call, screen);
                CommandSession session =
                        processor.createSession(terminal.input(), terminal.output(), terminal.output())) {
            SessionLines lines = lines(session, call);
            session.put(Shell.VAR_TERMINAL, terminal);
            ShellSession conversation = new ShellSession(session, terminal, lines, commands);
            screen.onResize(() -> resize(terminal, screen, session));
            resize(terminal, screen, session);
            conversation.hold(home.state().resolve("shell-history"));
            return 0;
        }
    }

    private int executeLines(Invocation call) throws IOException {
        try (CommandSession session = processor.createSession(call.in(), call.out(), call.err())) {
            SessionLines lines = lines(session, call);
            BufferedReader input = new BufferedReader(new InputStreamReader(call.in(), StandardCharsets.UTF_8));
            int code = 0;
            for (String line = input.readLine();
                    line != null && code == 0 && !lines.isLeft();
                    line = input.readLine()) {
                code = lines.execute(line);
            }
            return code;
        }
    }

    private SessionLines lines(CommandSession session, Invocation call) {
        session.currentDir(call.directory());
        session.put(GogoInvocation.CALL, call);
        session.put(Shell.VAR_CONTEXT, context);
        session.put(Shell.VAR_PROCESSOR, processor);
        session.put(Shell.VAR_SESSION, session);
        return new SessionLines(session, commands, call.out(), call.err());
    }

    private static Terminal terminal(Invocation call, CallerTerminal screen) throws IOException {
        Terminal terminal = TerminalBuilder.builder()
                .name("wherry")
                .type(call.environment("TERM").orElse("dumb"))
                .system(false)
                .streams(call.in(), new PrintStream(call.rawOut(), true, StandardCharsets.UTF_8))
                .encoding(StandardCharsets.UTF_8)
                .build();
        terminal.setSize(new Size(screen.columns(), screen.rows()));
        return terminal;
    }

    private static void resize(Terminal terminal, CallerTerminal screen, CommandSession session) {
        terminal.setSize(new Size(screen.columns(), screen.rows()));
        session.put("COLUMNS", screen.columns());
        terminal.raise(Terminal.Signal.WINCH);
    }
}
