package wherry.shell;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.felix.gogo.jline.Shell;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Converter;
import org.jline.reader.LineReader;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.osgi.framework.BundleContext;
import wherry.api.command.CallerTerminal;
import wherry.api.command.Invocation;
import wherry.api.node.Home;

/** Gogo with the streams, the directory and the terminal of a caller. */
final class GogoShell {
    private static final int FAILED = 1;

    private final CommandProcessor processor;
    private final BundleContext context;
    private final Home home;

    GogoShell(CommandProcessor processor, BundleContext context) {
        this.processor = processor;
        this.context = context;
        this.home = Home.of(context);
    }

    /** Runs one command line; what it returns is printed as Gogo formats it. */
    int execute(String line, Invocation call) {
        try (CommandSession session = processor.createSession(call.in(), call.out(), call.err())) {
            session.currentDir(call.directory());
            return execute(line, session, call);
        }
    }

    /** An interactive shell in the caller's terminal; where there is none, runs standard input line by line. */
    int interact(Invocation call) throws Exception {
        Optional<CallerTerminal> raw = call.rawTerminal();
        if (raw.isEmpty()) {
            return executeLines(call);
        }
        try (CallerTerminal screen = raw.get();
                Terminal terminal = terminal(call, screen);
                CommandSession session =
                        processor.createSession(terminal.input(), terminal.output(), terminal.output())) {
            screen.onResize(() -> resize(terminal, screen));
            session.currentDir(call.directory());
            session.put(Shell.VAR_TERMINAL, terminal);
            session.put(LineReader.HISTORY_FILE, home.state().resolve("shell-history"));
            session.put(Shell.VAR_CONTEXT, context);
            Path profiles = home.distribution().resolve("share");
            new Shell(new SessionContext(context, profiles), processor).gosh(session, new String[] {"--login"});
            return 0;
        }
    }

    private int executeLines(Invocation call) throws IOException {
        try (CommandSession session = processor.createSession(call.in(), call.out(), call.err())) {
            session.currentDir(call.directory());
            BufferedReader lines = new BufferedReader(new InputStreamReader(call.in(), StandardCharsets.UTF_8));
            int code = 0;
            for (String line = lines.readLine(); line != null && code == 0; line = lines.readLine()) {
                code = execute(line, session, call);
            }
            return code;
        }
    }

    private static int execute(String line, CommandSession session, Invocation call) {
        try {
            Object result = session.execute(line);
            if (result != null) {
                String.valueOf(session.format(result, Converter.INSPECT)).lines().forEach(call.out()::println);
            }
            return 0;
        } catch (CommandFailed e) {
            return e.exitCode();
        } catch (Exception e) {
            call.err().println("wherry shell: " + e.getMessage());
            return FAILED;
        }
    }

    private static Terminal terminal(Invocation call, CallerTerminal screen) throws IOException {
        Terminal terminal = TerminalBuilder.builder()
                .name("wherry")
                .type(call.environment("TERM").orElse("dumb"))
                .system(false)
                .streams(call.in(), new PrintStream(call.rawOut(), true, StandardCharsets.UTF_8))
                .encoding(StandardCharsets.UTF_8)
                .build();
        resize(terminal, screen);
        return terminal;
    }

    private static void resize(Terminal terminal, CallerTerminal screen) {
        terminal.setSize(new Size(screen.columns(), screen.rows()));
        terminal.raise(Terminal.Signal.WINCH);
    }
}
