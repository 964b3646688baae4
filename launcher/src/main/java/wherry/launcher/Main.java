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

/**
 * Runs a node until it is stopped. Started by the entry point, which hands over the folders as system properties.
 *
 * <p>Exit code: 0 after a clean stop, 1 if it could not start or stop, 3 if a node runs already.
 */
public final class Main {
    private static final Duration STOP_DEADLINE = Duration.ofSeconds(15);

    private final Folders folders;
    private final boolean foreground;
    private final long began = System.nanoTime();
    private final CountDownLatch ended = new CountDownLatch(1);

    private Main(Folders folders, boolean foreground) {
        this.folders = folders;
        this.foreground = foreground;
    }

    /**
     * Runs the node.
     *
     * @param args {@code --foreground}: log to standard error as well
     */
    public static void main(String[] args) {
        System.setProperty("java.util.logging.manager", LastingLogs.class.getName());
        PrintStream err = System.err;
        int exitCode = 0;
        try {
            new Main(Folders.of(System.getProperties()), List.of(args).contains("--foreground")).run();
        } catch (StartException e) {
            err.println("wherry: " + e.getMessage());
            exitCode = e.exitCode();
        } catch (IOException | InterruptedException e) {
            err.println("wherry: " + e);
            exitCode = 1;
        }
        System.exit(exitCode);
    }

    private void run() throws StartException, IOException, InterruptedException {
        folders.prepare();
        try (NodeLock lock = NodeLock.take(folders.state())) {
            Journal.open(folders, foreground);
            FolderTree.empty(folders.sockets());
            FolderTree.empty(folders.cache());
            Node node = Node.start(folders);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> end(node), "wherry-stop"));
            announce();
            node.awaitStopping();
            Files.deleteIfExists(folders.ready());
            if (!node.awaitStop(STOP_DEADLINE)) {
                throw new StartException(
                        StartException.FAILED, "the node did not stop within " + STOP_DEADLINE.toSeconds() + " s");
            }
            Journal.LOG.info("node stopped");
        } finally {
            ended.countDown();
        }
    }

    /** Says that commands are answered from now on. */
    private void announce() throws IOException {
        String pid = Long.toString(ProcessHandle.current().pid());
        Path written = Files.writeString(folders.sockets().resolve("node.pid.tmp"), pid + "\n");
        Files.move(written, folders.ready(), StandardCopyOption.ATOMIC_MOVE);
        Journal.LOG.info("node ready, process " + pid + ", Java " + Runtime.version() + ", started in "
                + (System.nanoTime() - began) / 1_000_000 + " ms");
    }

    /** What a signal does. When the node has ended by itself there is nothing to do. */
    private void end(Node node) {
        if (ended.getCount() == 0) {
            return;
        }
        node.stop();
        boolean clean = false;
        try {
            clean = ended.await(STOP_DEADLINE.plusSeconds(2).toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(clean ? 0 : 1);
    }
}
