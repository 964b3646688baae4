package wherry.launcher;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Runs a node until it is stopped. Started by the entry point, which hands over the folders as system properties.
 *
 * <p>Exit code: 0 after a clean stop, 1 if it could not start or stop, 3 if a node runs already; of a node for one repository
 * that of {@code wherry serve} if that fails.
 */
public final class Main {
    private static final String FOREGROUND = "--foreground";
    private static final String ALONE = "--alone";
    private static final Duration STOP_DEADLINE = Duration.ofSeconds(15);

    private final boolean foreground;
    private final PrintStream err = System.err;
    private final long began = System.nanoTime();
    private volatile boolean endAsked;
    private volatile @Nullable Node running;
    private final CountDownLatch ended = new CountDownLatch(1);

    private Main(boolean foreground) {
        this.foreground = foreground;
    }

    /**
     * Runs the node.
     *
     * @param args {@code --foreground}: log to standard error as well; or {@code --alone}, the caller's working directory and
     *     arguments of {@code wherry serve}: the same for one repository, with folders that go with the node
     */
    public static void main(String[] args) {
        System.setProperty("java.util.logging.manager", LastingLogs.class.getName());
        PrintStream err = System.err;
        int exitCode;
        try {
            exitCode = new Main(List.of(args).contains(FOREGROUND) || isAlone(args)).run(args);
        } catch (StartException e) {
            err.println("wherry: " + e.getMessage());
            exitCode = e.exitCode();
        } catch (IOException | InterruptedException e) {
            err.println("wherry: " + e);
            exitCode = 1;
        }
        System.exit(exitCode);
    }

    private static boolean isAlone(String[] args) {
        return args.length > 1 && args[0].equals(ALONE);
    }

    /** From here on a signal ends the node as it should, before there is anything to be left behind. */
    private int run(String[] args) throws StartException, IOException, InterruptedException {
        Runtime.getRuntime().addShutdownHook(new Thread(this::end, "wherry-stop"));
        NodeFolders folders = NodeFolders.of(System.getProperties());
        try {
            if (!isAlone(args)) {
                return run(folders, null);
            }
            try (ServeAlone alone = ServeAlone.open(CallerBytes.arguments(args, 1))) {
                return run(folders.within(alone.top()), alone);
            }
        } finally {
            ended.countDown();
        }
    }

    private int run(NodeFolders folders, @Nullable ServeAlone alone)
            throws StartException, IOException, InterruptedException {
        folders.prepare();
        try (NodeLock lock = NodeLock.take(folders.state())) {
            LogSetup.open(folders, foreground);
            FolderTree.empty(folders.sockets());
            FolderTree.empty(folders.cache());
            Node node = Node.start(folders);
            running = node;
            if (endAsked) {
                node.stop();
            }
            announce(folders);
            int exitCode = alone == null ? 0 : serve(node, folders, alone);
            try (Revival revival = Revival.of(node, folders)) {
                node.awaitStopping();
            }
            Files.deleteIfExists(folders.ready());
            if (!node.awaitStop(STOP_DEADLINE)) {
                throw new StartException(
                        StartException.FAILED, "the node did not stop within " + STOP_DEADLINE.toSeconds() + " s");
            }
            LogSetup.LOG.info("node stopped");
            return exitCode;
        }
    }

    /** Serves, and says so when the addresses have been printed; if that fails, the node stops. */
    private int serve(Node node, NodeFolders folders, ServeAlone call) {
        if (endAsked) {
            return 0;
        }
        int exitCode = StartException.FAILED;
        try {
            exitCode = call.serve(folders);
        } catch (IOException e) {
            err.println("wherry: " + e.getMessage());
        }
        if (exitCode == 0) {
            err.println("wherry: ready, process " + ProcessHandle.current().pid() + "; SIGTERM or Ctrl-C ends it");
        } else {
            node.stop();
        }
        return exitCode;
    }

    /** Says that commands are answered from now on. */
    private void announce(NodeFolders folders) throws IOException {
        String pid = Long.toString(ProcessHandle.current().pid());
        Path written = Files.writeString(folders.sockets().resolve("node.pid.tmp"), pid + "\n");
        Files.move(written, folders.ready(), StandardCopyOption.ATOMIC_MOVE);
        LogSetup.LOG.info("node ready, process " + pid + ", Java " + Runtime.version() + ", started in "
                + (System.nanoTime() - began) / 1_000_000 + " ms");
    }

    /** What a signal does, also while the node starts. When it has ended by itself there is nothing to do. */
    private void end() {
        if (ended.getCount() == 0) {
            return;
        }
        endAsked = true;
        Node node = running;
        if (node != null) {
            node.stop();
        }
        boolean clean = false;
        try {
            clean = ended.await(STOP_DEADLINE.plusSeconds(2).toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(clean ? 0 : 1);
    }
}
