package wherry.store.branch;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import wherry.api.annex.StoreException;

/**
 * The ref of the branch. Git locks a ref by a file beside it, which stays for ever if its maker is killed just then; so a mark is set
 * before, and whoever finds the mark later knows whose the lock was. Used under the journal's lock.
 */
final class BranchRef {
    private static final Logger LOG = LoggerFactory.getLogger("wherry.store");
    private static final Duration LONGER_THAN_ANY_PUSH = Duration.ofMillis(500);

    private final BranchHome home;
    private final Path mark;

    BranchRef(BranchHome home) {
        this.home = home;
        this.mark = home.annexDirectory().resolve("wherry/moving-branch");
    }

    Path lockFile() {
        return home.gitDirectory().resolve(BranchFiles.BRANCH + ".lock");
    }

    /**
     * Moves the branch.
     *
     * @return false if it is not where it was expected, or somebody else is about to move it
     */
    boolean move(Repository git, ObjectId from, ObjectId to, PersonIdent who, String why) throws IOException {
        RefUpdate update = git.updateRef(BranchFiles.BRANCH);
        update.setExpectedOldObjectId(from);
        update.setNewObjectId(to);
        update.setRefLogIdent(who);
        update.setRefLogMessage(why, false);
        home.write(mark, Latin1.bytes(to.name() + "\n"));
        RefUpdate.Result result = update.update();
        Files.delete(mark);
        switch (result) {
            case FAST_FORWARD, NO_CHANGE, NEW, FORCED -> {
                adopt(home.gitDirectory().resolve(BranchFiles.BRANCH));
                adopt(home.gitDirectory().resolve("logs/" + BranchFiles.BRANCH));
                return true;
            }
            case LOCK_FAILURE, REJECTED -> {
                return false;
            }
            default -> throw new StoreException("git does not let " + BranchFiles.BRANCH + " move: " + result);
        }
    }

    private void adopt(Path file) {
        try {
            if (file.toFile().exists()) {
                home.adopt(file);
            }
        } catch (IOException e) {
            // It belongs to another user who shares the repository, and has its mode already.
            LOG.debug("file={} keeps its mode: {}", file, e.toString());
        }
    }

    /** Deletes the lock of an earlier process of ours that was killed while it moved the branch. */
    void recover() throws IOException {
        if (!mark.toFile().exists()) {
            return;
        }
        try {
            BasicFileAttributes lock = Files.readAttributes(lockFile(), BasicFileAttributes.class);
            Thread.sleep(LONGER_THAN_ANY_PUSH.toMillis());
            BasicFileAttributes now = Files.readAttributes(lockFile(), BasicFileAttributes.class);
            if (lock.lastModifiedTime().equals(now.lastModifiedTime())
                    && String.valueOf(lock.fileKey()).equals(String.valueOf(now.fileKey()))) {
                LOG.warn("file={} was left by a process that was killed, and is deleted", lockFile());
                Files.deleteIfExists(lockFile());
            }
        } catch (NoSuchFileException e) {
            LOG.debug("no lock was left: {}", e.toString());
        } catch (FileSystemException e) {
            throw new StoreException("cannot look at " + lockFile() + ": " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException("interrupted while a lock on the branch git-annex was looked at", e);
        }
        Files.deleteIfExists(mark);
    }
}
