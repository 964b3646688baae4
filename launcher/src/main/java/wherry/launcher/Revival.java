package wherry.launcher;

import java.nio.file.Files;
import java.util.concurrent.TimeUnit;

/**
 * Looks whether the node's socket is there. A node that cannot be called any more, since somebody has stopped a bundle that it
 * cannot be without, could neither be asked to start it again nor be stopped.
 */
final class Revival implements AutoCloseable {
    private static final long LOOK_MILLIS = TimeUnit.SECONDS.toMillis(1);

    /** A bundle that is replaced in place takes the socket away for a moment. */
    private static final int PATIENT_LOOKS = 3;

    private final Node node;
    private final NodeFolders folders;
    private final Thread thread = new Thread(this::watch, "wherry-revival");

    private Revival(Node node, NodeFolders folders) {
        this.node = node;
        this.folders = folders;
    }

    static Revival of(Node node, NodeFolders folders) {
        Revival revival = new Revival(node, folders);
        revival.thread.setDaemon(true);
        revival.thread.start();
        return revival;
    }

    private void watch() {
        int missing = 0;
        try {
            while (true) {
                Thread.sleep(LOOK_MILLIS);
                missing = Files.exists(folders.socket()) ? 0 : missing + 1;
                if (missing == PATIENT_LOOKS) {
                    revive();
                    missing = 0;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void revive() {
        try {
            if (!node.revive()) {
                folders.restoreSockets();
                node.answerAnew();
            }
        } catch (StartException e) {
            LogSetup.LOG.warning(e.getMessage());
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
