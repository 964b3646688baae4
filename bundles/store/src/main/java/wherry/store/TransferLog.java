package wherry.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
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

/**
 * Tells git-annex which transfers run ({@code annex/transfer}), and keeps it and ourselves from receiving the same content
 * twice at once.
 */
final class TransferLog {
    private static final Logger LOG = LoggerFactory.getLogger("wherry.store");
    private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z0-9-]{1,200}");
    private static final int MAX_NAME = 200;

    private final Path folder;
    private final FileLocks locks;
    private final Scratch scratch;
    private final Clock clock;

    TransferLog(Path folder, FileLocks locks, Scratch scratch, Clock clock) {
        this.folder = folder;
        this.locks = locks;
        this.scratch = scratch;
        this.clock = clock;
    }

    /**
     * Content goes to a peer. Several may be sent the same; only one of them is logged, and none where nothing can be written.
     *
     * @return ended by the caller
     */
    Transfer upload(KeyName key, AssociatedFile file, AnnexUuid peer, Sharing sharing) {
        Path own = folder.resolve("upload/" + folderName(peer));
        try {
            Optional<FileLock> lock = lock(own, key, sharing);
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
    Optional<Transfer> download(KeyName key, AssociatedFile file, AnnexUuid peer, Sharing sharing) throws IOException {
        Optional<FileLock> lock = lock(folder.resolve("download/lck"), key, sharing);
        if (lock.isEmpty()) {
            return Optional.empty();
        }
        FileLock newer = lock.get();
        Optional<FileLock> older = Optional.empty();
        try {
            // SOURCE: git-annex 10.20240227 and older know only this one.
            older = lock(folder.resolve("download/" + folderName(peer)), key, sharing);
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
        Path failed = folder.resolve("failed/" + name);
        Transfer transfer = new Transfer(info, failed, clock.instant(), file, held, sharing);
        try {
            transfer.begin(scratch);
            return transfer;
        } catch (IOException e) {
            transfer.failed();
            throw e;
        }
    }

    private Optional<FileLock> lock(Path where, KeyName key, Sharing sharing) throws IOException {
        Path file = where.resolve("lck." + key.fileName());
        Optional<FileLock> lock;
        try {
            lock = locks.tryLock(file, FileLocks.Mode.EXCLUSIVE);
        } catch (NoSuchFileException e) {
            new Folders(sharing).make(where);
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
