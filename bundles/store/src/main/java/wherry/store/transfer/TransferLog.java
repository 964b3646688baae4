package wherry.store.transfer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import wherry.api.annex.AnnexUuid;
import wherry.api.annex.AssociatedFile;
import wherry.api.lock.FileLock;
import wherry.api.lock.FileLocks;
import wherry.store.file.AtomicFiles;
import wherry.store.file.RepositoryFolders;
import wherry.store.file.Sharing;
import wherry.store.format.KeyName;

/**
 * Tells git-annex which transfers run ({@code annex/transfer}), and keeps it and ourselves from receiving the same content
 * twice at once.
 */
public final class TransferLog {
    private static final Logger LOG = LoggerFactory.getLogger("wherry.store");
    private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z0-9-]{1,200}");
    private static final int MAX_NAME = 200;
    private static final Duration NOTES_KEPT = Duration.ofDays(14);

    /** Much longer than anybody takes to make a lock in a folder that he has made. */
    private static final Duration FOLDERS_KEPT = Duration.ofMinutes(10);

    private final Path folder;
    private final FileLocks locks;
    private final AtomicFiles scratch;
    private final Clock clock;
    private final Leftovers failed;

    /** @param failed is told of notes of transfers that failed */
    public TransferLog(Path folder, FileLocks locks, AtomicFiles scratch, Clock clock, Leftovers failed) {
        this.folder = folder;
        this.locks = locks;
        this.scratch = scratch;
        this.clock = clock;
        this.failed = failed;
    }

    /**
     * Content goes to a peer. Several may be sent the same; only one of them is logged, and none where nothing can be written.
     *
     * @return ended by the caller
     */
    public Transfer upload(KeyName key, AssociatedFile file, AnnexUuid peer, Sharing sharing) {
        Path own = folder.resolve("upload/" + folderName(peer));
        try {
            Optional<FileLock> lock = lock(own, key.fileName(), sharing);
            return lock.isEmpty()
                    ? Transfer.unlogged()
                    : begin("upload/", key, file, peer, List.of(lock.get()), sharing);
        } catch (IOException e) {
            // A full or read-only file system is no reason not to send.
            LOG.debug("key={} a transfer cannot be logged: {}", key.key(), e.toString());
            return Transfer.unlogged();
        }
    }

    /**
     * Content comes from a peer.
     *
     * @return ended by the caller; empty if the same content is on its way already
     */
    public Optional<Transfer> download(KeyName key, AssociatedFile file, AnnexUuid peer, Sharing sharing)
            throws IOException {
        Optional<FileLock> lock = lock(folder.resolve("download/lck"), key.fileName(), sharing);
        if (lock.isEmpty()) {
            return Optional.empty();
        }
        FileLock newer = lock.get();
        Optional<FileLock> older = Optional.empty();
        try {
            // SOURCE: git-annex 10.20240227 and older know only this one.
            older = lock(folder.resolve("download/" + folderName(peer)), key.fileName(), sharing);
        } finally {
            if (older.isEmpty()) {
                newer.close();
            }
        }
        if (older.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(begin("download/", key, file, peer, List.of(older.get(), newer), sharing));
    }

    private Transfer begin(
            String direction, KeyName key, AssociatedFile file, AnnexUuid peer, List<FileLock> held, Sharing sharing)
            throws IOException {
        String name = direction + folderName(peer) + "/" + key.fileName();
        Path info = folder.resolve(name);
        Path note = folder.resolve("failed/" + name);
        Transfer transfer = new Transfer(info, note, clock.instant(), file, held, sharing, this::noted);
        try {
            transfer.begin(scratch);
            return transfer;
        } catch (IOException e) {
            transfer.failed();
            throw e;
        }
    }

    private void noted(Path note, Sharing sharing) throws IOException {
        failed.add(note, sharing);
        if (failed.full()) {
            sweepNotes(sharing);
        }
    }

    /** Deletes notes that are old or too many, and folders of peers that have not been here for a while. */
    public void sweepNotes(Sharing sharing) throws IOException {
        failed.sweep(NOTES_KEPT, sharing, Files::deleteIfExists);
        for (String direction : List.of("failed/upload", "failed/download", "upload", "download")) {
            deleteEmpty(folder.resolve(direction));
        }
    }

    private void deleteEmpty(Path above) throws IOException {
        Instant end = clock.instant().minus(FOLDERS_KEPT);
        if (!Files.isDirectory(above)) {
            return;
        }
        try (DirectoryStream<Path> peers = Files.newDirectoryStream(above)) {
            for (Path peer : peers) {
                boolean old = Files.getLastModifiedTime(peer).toInstant().isBefore(end);
                if (old && Files.isDirectory(peer, LinkOption.NOFOLLOW_LINKS)) {
                    deleteIfEmpty(peer);
                }
            }
        }
    }

    private static void deleteIfEmpty(Path peer) throws IOException {
        try {
            Files.deleteIfExists(peer);
        } catch (DirectoryNotEmptyException e) {
            // Somebody transfers, or a note is there.
            return;
        }
    }

    /**
     * Deletes what came of a transfer that broke, unless one goes on with it.
     *
     * @return false if one does
     */
    public boolean discard(Path partial, Sharing sharing) throws IOException {
        String name = String.valueOf(partial.getFileName());
        Optional<FileLock> lock = lock(folder.resolve("download/lck"), name, sharing);
        if (lock.isEmpty()) {
            return false;
        }
        try (FileLock held = lock.get()) {
            boolean free = !lockedByOlder(name);
            if (free) {
                Files.deleteIfExists(partial);
            }
            held.deleteAndClose();
            return free;
        }
    }

    private boolean lockedByOlder(String name) throws IOException {
        try (DirectoryStream<Path> peers = Files.newDirectoryStream(folder.resolve("download"))) {
            for (Path peer : peers) {
                Path file = peer.resolve("lck." + name);
                if (!peer.endsWith("lck") && Files.exists(file)) {
                    Optional<FileLock> older = locks.tryLock(file, FileLocks.Mode.EXCLUSIVE);
                    if (older.isEmpty()) {
                        return true;
                    }
                    older.get().close();
                }
            }
        }
        return false;
    }

    private Optional<FileLock> lock(Path where, String name, Sharing sharing) throws IOException {
        Path file = where.resolve("lck." + name);
        Optional<FileLock> lock;
        try {
            lock = locks.tryLock(file, FileLocks.Mode.EXCLUSIVE);
        } catch (NoSuchFileException e) {
            new RepositoryFolders(sharing).make(where);
            lock = locks.tryLock(file, FileLocks.Mode.EXCLUSIVE);
        }
        if (lock.isPresent()) {
            sharing.adoptFile(file);
        }
        return lock;
    }

    /** A UUID comes from the peer unchecked: it must name a folder right here, and none of git-annex's own. */
    private static String folderName(AnnexUuid peer) {
        String text = peer.value();
        if (PLAIN_NAME.matcher(text).matches() && !text.equals("lck")) {
            return text;
        }
        String hex = HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
        return "%" + hex.substring(0, Math.min(hex.length(), MAX_NAME));
    }
}
