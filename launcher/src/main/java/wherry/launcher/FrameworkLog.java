package wherry.launcher;

import java.util.logging.Level;
import org.apache.felix.framework.Logger;
import org.jspecify.annotations.Nullable;

/** Felix's own messages, to the log instead of standard output. */
final class FrameworkLog extends Logger {
    private static final java.util.logging.Logger LOG =
            java.util.logging.Logger.getLogger("org.apache.felix.framework");

    @Override
    protected void doLog(int level, String text, @Nullable Throwable thrown) {
        LOG.log(julLevel(level), text, thrown);
    }

    private static Level julLevel(int level) {
        return switch (level) {
            case LOG_ERROR -> Level.SEVERE;
            case LOG_WARNING -> Level.WARNING;
            case LOG_INFO -> Level.INFO;
            default -> Level.FINE;
        };
    }
}
