package wherry.launcher;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.temporal.ChronoUnit;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;

/**
 * One line for each entry: time in UTC, level, logger, text; then the stack trace if there is one, each line after a tab. So nothing
 * that others have put into a text looks like an entry.
 */
final class LineFormat extends Formatter {
    @Override
    public String format(LogRecord entry) {
        StringBuilder text = new StringBuilder(160)
                .append(entry.getInstant().truncatedTo(ChronoUnit.MILLIS))
                .append(' ')
                .append(entry.getLevel().getName())
                .append(' ')
                .append(entry.getLoggerName())
                .append(' ')
                .append(LogText.line(String.valueOf(formatMessage(entry))))
                .append('\n');
        Throwable thrown = entry.getThrown();
        if (thrown != null) {
            StringWriter trace = new StringWriter();
            thrown.printStackTrace(new PrintWriter(trace));
            trace.toString()
                    .lines()
                    .forEach(line -> text.append(line.startsWith("\t") ? "" : "\t")
                            .append(LogText.line(line))
                            .append('\n'));
        }
        return text.toString();
    }
}
