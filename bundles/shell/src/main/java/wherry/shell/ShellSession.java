package wherry.shell;

import java.io.IOError;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.felix.gogo.jline.Expander;
import org.apache.felix.gogo.jline.Highlighter;
import org.apache.felix.gogo.jline.Parser;
import org.apache.felix.gogo.jline.Shell;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Job;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import wherry.api.command.Commands;

/** Reads lines from a terminal and runs them, till the user leaves. Ctrl-C ends what runs, or the line that is being typed. */
final class ShellSession {
    private static final String PROMPT = "wherry> ";

    private final CommandSession session;
    private final Terminal terminal;
    private final SessionLines lines;
    private final Commands commands;
    private final AtomicBoolean pressed = new AtomicBoolean();

    ShellSession(CommandSession session, Terminal terminal, SessionLines lines, Commands commands) {
        this.session = session;
        this.terminal = terminal;
        this.lines = lines;
        this.commands = commands;
    }

    /**
     * Holds it.
     *
     * @param history file that keeps the lines for the next time
     * @throws IOException if the history cannot be written
     */
    void hold(Path history) throws IOException {
        LineReader reader = LineReaderBuilder.builder()
                .terminal(terminal)
                .parser(new Parser())
                .expander(new Expander(session))
                .highlighter(new Highlighter(session))
                .completer(new LineCompleter(session, commands))
                .variable(LineReader.HISTORY_FILE, history)
                .variable(LineReader.SECONDARY_PROMPT_PATTERN, "%M%P > ")
                .option(LineReader.Option.AUTO_FRESH_LINE, true)
                .build();
        session.put(Shell.VAR_READER, reader);
        session.put(Shell.VAR_COMPLETIONS, new HashMap<>());
        terminal.handle(Terminal.Signal.INT, signal -> interrupt());
        session.setJobListener((job, before, now) -> interruptedEarly(job, now));
        while (!lines.isLeft()) {
            try {
                pressed.set(false);
                String line = reader.readLine(PROMPT);
                if (!Thread.interrupted()) {
                    lines.execute(line);
                }
            } catch (UserInterruptException e) {
                // The line that was being typed is forgotten.
            } catch (EndOfFileException | IOError e) {
                // Ctrl-D, or the terminal is gone.
                break;
            }
        }
        reader.getHistory().save();
    }

    /** Ctrl-C may come after the line was taken and before its command is there. */
    private void interruptedEarly(Job job, Job.Status now) {
        if (now == Job.Status.Foreground && pressed.get()) {
            job.interrupt();
        }
    }

    private void interrupt() {
        pressed.set(true);
        Job job = session.foregroundJob();
        if (job != null) {
            job.interrupt();
        }
    }
}
