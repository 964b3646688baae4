package wherry.daemon.notify;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One repository of a {@link WatchLoop}, whose lock guards it. */
final class WatchedRepository {
    private static final Logger LOG = LoggerFactory.getLogger("wherry.daemon.notify");

    private final Path gitDirectory;
    private final WatchService service;
    private final Map<WatchKey, WatchedRepository> keys;
    private final List<RefSubscription> subscriptions = new ArrayList<>();
    private Map<String, String> ids = Map.of();
    private boolean unwatched;

    WatchedRepository(Path gitDirectory, WatchService service, Map<WatchKey, WatchedRepository> keys) {
        this.gitDirectory = gitDirectory;
        this.service = service;
        this.keys = keys;
    }

    Path gitDirectory() {
        return gitDirectory;
    }

    List<RefSubscription> subscriptions() {
        return subscriptions;
    }

    /** Whether the system gives no watches, so that only looking again and again helps. */
    boolean unwatched() {
        return unwatched;
    }

    void look() throws IOException {
        ids = new RefFolders(gitDirectory, this::watch).read();
    }

    /** Looks again and tells all subscriptions what has changed. */
    void lookAgain() {
        Map<String, String> before = ids;
        try {
            look();
        } catch (IOException e) {
            LOG.debug("refs cannot be read folder={}", gitDirectory, e);
            return;
        }
        if (!ids.equals(before)) {
            List.copyOf(subscriptions).forEach(subscription -> subscription.changed(before, ids));
        }
    }

    private void watch(Path folder) {
        try {
            WatchKey key = folder.register(
                    service,
                    StandardWatchEventKinds.ENTRY_CREATE,
                    StandardWatchEventKinds.ENTRY_MODIFY,
                    StandardWatchEventKinds.ENTRY_DELETE);
            keys.put(key, this);
        } catch (IOException e) {
            LOG.debug("folder cannot be watched, is looked at instead folder={}", folder, e);
            unwatched = true;
        }
    }

    /** Whether an event may mean that a ref has changed. */
    boolean concerns(WatchKey key, WatchEvent<?> event) {
        if (!(event.context() instanceof Path name)) {
            return true;
        }
        return gitDirectory.equals(key.watchable())
                ? name.toString().equals("packed-refs")
                : !name.toString().endsWith(".lock");
    }

    void forget() {
        keys.entrySet().removeIf(entry -> {
            boolean own = entry.getValue() == this;
            if (own) {
                entry.getKey().cancel();
            }
            return own;
        });
    }
}
