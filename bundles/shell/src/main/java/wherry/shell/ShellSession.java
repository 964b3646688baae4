package wherry.shell;

import java.io.IOError;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
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
        while (!lines.isLeft()) {
            try {
                lines.execute(reader.readLine(PROMPT));
            } catch (UserInterruptException e) {
                // The line that was being typed is forgotten.
            } catch (EndOfFileException | IOError e) {
                // Ctrl-D, or the terminal is gone.
                break;
            }
        }
        reader.getHistory().save();
    }

    private void interrupt() {
        Job job = session.foregroundJob();
        if (job != null) {
            job.interrupt();
        }
    }
}
