package wherry.launcher;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Turns lines that a library prints into log entries. */
final class LogStream extends OutputStream {
    private static final int MAX_LINE_BYTES = 8192;

    private final Logger logger;
    private final Level level;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    LogStream(String name, Level level) {
        this.logger = Logger.getLogger(name);
        this.level = level;
    }

    @Override
    public synchronized void write(int b) {
        if (b != '\n') {
            line.write(b);
        }
        if (b == '\n' || line.size() >= MAX_LINE_BYTES) {
            String text = line.toString(StandardCharsets.UTF_8);
            line.reset();
            logger.log(level, text);
        }
    }
}
