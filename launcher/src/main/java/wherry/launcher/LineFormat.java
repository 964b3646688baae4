package wherry.launcher;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.temporal.ChronoUnit;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;

/** One line for each entry: time in UTC, level, logger, text; then the stack trace if there is one. */
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
                .append(formatMessage(entry))
                .append('\n');
        Throwable thrown = entry.getThrown();
        if (thrown != null) {
            StringWriter trace = new StringWriter();
            thrown.printStackTrace(new PrintWriter(trace));
            text.append(trace);
        }
        return text.toString();
    }
}
