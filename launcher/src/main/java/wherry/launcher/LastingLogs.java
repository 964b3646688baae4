package wherry.launcher;

import java.util.logging.LogManager;

/**
 * Keeps the handlers while the JVM shuts down: the JDK's own manager drops them in a shutdown hook, and with them what the
 * bundles log while they stop. Named in {@code java.util.logging.manager}.
 */
public final class LastingLogs extends LogManager {
    @Override
    public void reset() {}
}
