package wherry.store.content;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import wherry.api.annex.Key;
import wherry.api.annex.StoreException;
import wherry.api.content.ContentLock;
import wherry.api.lock.FileLock;
import wherry.api.lock.FileLocks;
import wherry.store.file.Sharing;
import wherry.store.file.StoreFailures;
import wherry.store.format.ObjectPlace;
import wherry.store.format.PosixTime;

/**
 * Locks content against removal, here and by git-annex. A lock lasts while it is held, and its retention until ten minutes after
 * it was taken, unless it is released. Where several hold locks on the same content, the retention that is left when one of
 * them is released is the longest of the others: of those that are held, those that were let go without a release, and
 * whatever another process wrote.
 */
public final class ContentLocks {
    // SOURCE: p2p_protocol: "the content is not dropped for at least 10 minutes".
    private static final Duration RETENTION = Duration.ofMinutes(10);

    /** Those who hold locks on one content in this process, and the retentions that they must leave. */
    private static final class Holders {
        final Map<HeldContentLock, BigDecimal> ends = new HashMap<>();

        /** The longest retention of those who are not among the holders. */
        Optional<BigDecimal> others = Optional.empty();

        /** What was last written to the file. */
        Optional<BigDecimal> written = Optional.empty();

        Optional<BigDecimal> longest() {
            return Stream.concat(ends.values().stream(), others.stream()).max(Comparator.naturalOrder());
        }

        void addOther(BigDecimal end) {
            others = Optional.of(others.map(end::max).orElse(end));
        }
    }

    private final Annex annex;
    private final Retention retention;
    private final Clock clock;

    /** By the file name of the key; used under the mutex of that name. */
    private final Map<String, Holders> held = new ConcurrentHashMap<>();

    public ContentLocks(Annex annex, Clock clock) {
        this.annex = annex;
        this.retention = new Retention(annex.scratch());
        this.clock = clock;
    }

    /** Whether nobody is removing the content of an object that is there. */
    boolean undisturbed(ObjectPlace object) throws IOException {
        if (!object.lock().toFile().exists()) {
            return true;
        }
        // Whoever removes it holds the lock alone. One who removes it in this process also holds the mutex.
        return annex.keys().with(object.name().fileName(), () -> !lockedAlone(object) && object.present());
    }

    private boolean lockedAlone(ObjectPlace object) throws IOException {
        Optional<FileLock> shared;
        try {
            shared = annex.locks().tryLock(object.lock(), FileLocks.Mode.SHARED);
        } catch (NoSuchFileException | AccessDeniedException e) {
            // Its folder is gone, or protected so that no new lock file can be made: the lock was given up just now.
            return false;
        }
        if (shared.isPresent() && !object.present()) {
            shared.get().deleteAndClose();
        }
        shared.ifPresent(FileLock::close);
        return shared.isEmpty();
    }

    /** Locks content; empty if it is not present, or is being removed. */
    Optional<ContentLock> lock(Key key) throws StoreException {
        Sharing sharing = annex.options().sharing();
        try {
            Optional<ObjectPlace> place = annex.objects().find(key);
            if (place.isEmpty()) {
                return Optional.empty();
            }
            return annex.keys()
                    .with(
                            place.get().name().fileName(),
                            () -> annex.objects().inFolder(place.get(), sharing, () -> lock(place.get(), sharing)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw StoreFailures.of("cannot lock the content of " + key, e);
        }
    }

    private Optional<ContentLock> lock(ObjectPlace object, Sharing sharing) throws IOException {
        Optional<FileLock> shared = annex.locks().tryLock(object.lock(), FileLocks.Mode.SHARED);
        if (shared.isEmpty()) {
            return Optional.empty();
        }
        sharing.adoptFile(object.lock());
        HeldContentLock lock = new HeldContentLock(this, object, shared.get(), sharing);
        boolean kept = false;
        try {
            BigDecimal end = PosixTime.seconds(clock.instant().plus(RETENTION));
            retain(object, lock, end, sharing);
            kept = object.present() && annex.counts(object);
            return kept ? Optional.of(lock) : Optional.empty();
        } finally {
            if (!kept) {
                letGo(lock);
            }
        }
    }

    private void retain(ObjectPlace object, HeldContentLock lock, BigDecimal end, Sharing sharing) throws IOException {
        Holders holders = held.computeIfAbsent(object.name().fileName(), name -> new Holders());
        holders.ends.put(lock, end);
        try (FileLock writing = annex.locks().lock(object.retentionLock(), FileLocks.Mode.EXCLUSIVE)) {
            sharing.adoptFile(writing.file());
            Optional<BigDecimal> found = Retention.read(object);
            if (found.isPresent() && !found.equals(holders.written)) {
                holders.addOther(found.get());
            }
            if (found.isEmpty() || found.get().compareTo(end) < 0) {
                retention.write(object, end, sharing);
                holders.written = Optional.of(end);
            }
        }
    }

    /** Ends a lock and its retention, as far as others do not need it. */
    void release(HeldContentLock lock) throws IOException {
        ObjectPlace object = lock.object();
        annex.keys()
                .with(
                        object.name().fileName(),
                        () -> annex.objects().inFolder(object, lock.sharing(), () -> {
                            letGo(lock);
                            return true;
                        }));
    }

    private void letGo(HeldContentLock lock) throws IOException {
        ObjectPlace object = lock.object();
        String name = object.name().fileName();
        Holders holders = held.get(name);
        try {
            if (holders != null && holders.ends.remove(lock) != null) {
                shorten(object, holders, lock.sharing());
            }
        } finally {
            if (holders != null && holders.ends.isEmpty()) {
                held.remove(name);
            }
            lock.file().close();
        }
        deleteUnused(object);
    }

    private void shorten(ObjectPlace object, Holders holders, Sharing sharing) throws IOException {
        try (FileLock writing = annex.locks().lock(object.retentionLock(), FileLocks.Mode.EXCLUSIVE)) {
            sharing.adoptFile(writing.file());
            Optional<BigDecimal> found = Retention.read(object);
            if (found.isEmpty() || !found.equals(holders.written)) {
                return;
            }
            BigDecimal now = PosixTime.seconds(clock.instant());
            Optional<BigDecimal> left = holders.longest().filter(end -> end.compareTo(now) >= 0);
            if (left.isEmpty()) {
                Files.deleteIfExists(object.retention());
            } else if (left.get().compareTo(found.get()) < 0) {
                retention.write(object, left.get(), sharing);
            }
            holders.written = left;
        }
    }

    /** Deletes the lock files if nobody holds or retains the content. */
    private void deleteUnused(ObjectPlace object) throws IOException {
        Optional<FileLock> alone = annex.locks().tryLock(object.lock(), FileLocks.Mode.EXCLUSIVE);
        if (alone.isEmpty()) {
            return;
        }
        try (FileLock lock = alone.get()) {
            if (!Retention.inForce(object, clock.instant())) {
                deleteRetention(object);
                lock.deleteAndClose();
            }
        }
    }

    /** To be called while the lock file is locked exclusively: nobody else looks at the retention then. */
    private void deleteRetention(ObjectPlace object) throws IOException {
        Files.deleteIfExists(object.retention());
        if (object.retentionLock().toFile().exists()) {
            annex.locks().lock(object.retentionLock(), FileLocks.Mode.EXCLUSIVE).deleteAndClose();
        }
    }

    /** Ends a lock without a release: its retention stays in force. */
    void abandon(HeldContentLock lock) {
        String name = lock.object().name().fileName();
        annex.keys().with(name, () -> {
            Holders holders = held.get(name);
            if (holders != null) {
                BigDecimal end = holders.ends.remove(lock);
                if (holders.ends.isEmpty()) {
                    held.remove(name);
                } else if (end != null) {
                    holders.addOther(end);
                }
            }
            lock.file().close();
            return true;
        });
    }

    /** Work on content that nobody else holds, retains or can lock meanwhile. */
    interface AloneWork {
        /** Removes the content; false if it is to stay after all. */
        boolean run() throws IOException;
    }

    /** Does work that removes content, unless it is locked; false if it is, or the work says so. */
    boolean alone(ObjectPlace object, Sharing sharing, AloneWork work) throws IOException {
        return annex.keys().with(object.name().fileName(), () -> {
            if (Retention.inForce(object, clock.instant())) {
                return false;
            }
            return annex.objects().inFolder(object, sharing, () -> {
                Optional<FileLock> alone = annex.locks().tryLock(object.lock(), FileLocks.Mode.EXCLUSIVE);
                if (alone.isEmpty()) {
                    return false;
                }
                try (FileLock lock = alone.get()) {
                    // Looked at again: it may have been locked and let go in between.
                    boolean done = !Retention.inForce(object, clock.instant()) && work.run();
                    if (!Retention.inForce(object, clock.instant())) {
                        deleteRetention(object);
                        lock.deleteAndClose();
                    }
                    return done;
                }
            });
        });
    }
}
