package wherry.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.ConsoleHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;

/** Sets up logging: one file, rotated; in the foreground also standard error. */
final class LogSetup {
    static final Logger LOG = Logger.getLogger("wherry.launcher");

    private static final long MAX_BYTES = 4L << 20;
    private static final int KEPT_FILES = 4;
    /** For what somebody can cause who has no token. */
    private static final Logger STRANGERS = Logger.getLogger("wherry.strangers");

    private LogSetup() {}

    /**
     * Starts logging. Levels are read from {@code logging.properties} of the user or, without that, of the distribution.
     * What is printed to {@code System.out} and {@code System.err} from now on goes to the log.
     */
    static void open(NodeFolders folders, boolean foreground) throws StartException {
        LogManager manager = LogManager.getLogManager();
        try {
            for (Path folder :
                    new Path[] {folders.configuration(), folders.distribution().resolve("conf")}) {
                Path levels = folder.resolve("logging.properties");
                if (Files.isReadable(levels)) {
                    try (InputStream in = Files.newInputStream(levels)) {
                        manager.readConfiguration(in);
                    }
                    break;
                }
            }
            Logger root = manager.getLogger("");
            for (Handler handler : root.getHandlers()) {
                root.removeHandler(handler);
            }
            root.addHandler(new LogFile(folders.log(), MAX_BYTES, KEPT_FILES));
            STRANGERS.setFilter(new StrangersLimit(System::nanoTime));
            if (foreground) {
                root.addHandler(console());
            }
        } catch (IOException e) {
            throw new StartException(
                    StartException.FAILED, "cannot write the log " + folders.log() + ": " + e.getMessage());
        }
        System.setOut(new PrintStream(new LogStream("stdout", Level.INFO), true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(new LogStream("stderr", Level.WARNING), true, StandardCharsets.UTF_8));
    }

    private static Handler console() {
        Handler console = new ConsoleHandler();
        console.setFormatter(new LineFormat());
        console.setLevel(Level.INFO);
        return console;
    }
}
