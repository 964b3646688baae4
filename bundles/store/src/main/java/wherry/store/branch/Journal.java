package wherry.store.branch;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import wherry.api.annex.AnnexUuid;
import wherry.api.annex.Key;
import wherry.api.annex.StoreException;
import wherry.api.lock.FileLock;
import wherry.api.lock.FileLocks;
import wherry.store.file.BoundedFile;

/**
 * Changes files of the git-annex branch by writing their new content to {@code annex/journal}, from where the next commit takes
 * it: git-annex's own way for writers that come and go. What private repositories are about is in {@code annex/journal-private},
 * which nobody commits.
 */
final class Journal {
    private final BranchHome home;
    private final FileLocks locks;
    private final Path folder;
    private final Path hiddenFolder;
    private final ReentrantLock mutex = new ReentrantLock();
    private Optional<BranchFiles> branch = Optional.empty();

    /** Whether the lock file has the repository's mode; nobody deletes that file. */
    private volatile boolean adopted;

    /** Opens nothing yet. */
    Journal(BranchHome home, FileLocks locks) {
        this.home = home;
        this.locks = locks;
        this.folder = home.annexDirectory().resolve("journal");
        this.hiddenFolder = home.annexDirectory().resolve("journal-private");
    }

    Path folder() {
        return folder;
    }

    /** Makes sure, as far as the rights to files tell, that changes can be made. */
    void requireWritable() throws AccessDeniedException {
        for (Path needed : new Path[] {folder, hiddenFolder, lockFile()}) {
            if (needed.toFile().exists() && !Files.isWritable(needed)) {
                throw new AccessDeniedException(needed.toString());
            }
        }
    }

    private Path lockFile() {
        return home.annexDirectory().resolve("journal.lck");
    }

    /** Keeps all others from writing to the branch, git-annex too; owned by the caller. */
    FileLock lock() throws IOException {
        if (!adopted) {
            home.makeFolder(home.annexDirectory());
        }
        FileLock lock = locks.lock(lockFile(), FileLocks.Mode.EXCLUSIVE);
        boolean done = false;
        try {
            if (!adopted) {
                home.adopt(lock.file());
                adopted = true;
            }
            done = true;
            return lock;
        } finally {
            if (!done) {
                lock.close();
            }
        }
    }

    /**
     * Changes a file; others wait meanwhile.
     *
     * @param about the repository that the change says something of
     * @param edit makes the new content of the present one, which is empty if there is no file; empty for no change
     * @return whether there is now more to commit
     */
    boolean change(BranchPath path, Optional<AnnexUuid> about, Function<byte[], Optional<byte[]>> edit)
            throws IOException {
        boolean hidden = about.isPresent()
                && PrivateRepositories.of(home.config()).contains(about.get().value());
        Path file = (hidden ? hiddenFolder : folder).resolve(name(path));
        try (FileLock lock = lock()) {
            // SOURCE: git-annex 10.20261026: what is hidden is built on all that is known, and nothing else on what is
            // hidden.
            Optional<byte[]> changed = edit.apply((hidden ? all(path) : committable(path)).orElse(new byte[0]));
            if (changed.isPresent()) {
                home.write(file, changed.get());
            }
            return changed.isPresent() && !hidden;
        }
    }

    /** Reads a file as it will be after the next commit, with what is known of private repositories; empty if there is none. */
    Optional<byte[]> read(BranchPath path) throws IOException {
        return readsHidden() ? all(path) : committable(path);
    }

    /** SOURCE: git-annex 10.20261026 no longer looks at what is hidden once no repository is private. */
    private boolean readsHidden() throws StoreException {
        return hiddenFolder.toFile().isDirectory()
                && !PrivateRepositories.of(home.config()).isEmpty();
    }

    private Optional<byte[]> all(BranchPath path) throws IOException {
        return joined(path, journalled(hiddenFolder.resolve(name(path))), committable(path));
    }

    private Optional<byte[]> committable(BranchPath path) throws IOException {
        // In this order: a commit that comes between has put on the branch what it took from the journal.
        Optional<byte[]> journalled = journalled(folder.resolve(name(path)));
        return joined(path, journalled, committed(path));
    }

    private static Optional<byte[]> joined(BranchPath path, Optional<byte[]> over, Optional<byte[]> under) {
        return over.isPresent() && under.isPresent()
                ? Optional.of(JournalMerge.joined(path, over.get(), under.get()))
                : over.or(() -> under);
    }

    /** All files that the next commit takes, also those that nobody here has put there. */
    List<Path> files() throws IOException {
        return files(folder);
    }

    private static List<Path> files(Path folder) throws IOException {
        List<Path> files = new ArrayList<>();
        if (folder.toFile().isDirectory()) {
            try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, Files::isRegularFile)) {
                all.forEach(files::add);
            }
        }
        return files;
    }

    private static Optional<byte[]> journalled(Path file) throws IOException {
        Optional<byte[]> content = BoundedFile.read(file, BranchFiles.MAX_FILE_BYTES);
        if (content.isPresent()) {
            Lines.requireFew(content.get());
        }
        return content;
    }

    /** What one of them holds. */
    byte[] content(Path file) throws IOException {
        return journalled(file).orElseThrow(() -> new NoSuchFileException(file.toString()));
    }

    /** The keys that have a location log, here or on the branch. */
    Set<Key> keys() throws IOException {
        Set<Key> keys = new LinkedHashSet<>();
        // In this order: what is committed meanwhile is found on the branch.
        List<Path> journalled = files();
        if (readsHidden()) {
            journalled.addAll(files(hiddenFolder));
        }
        for (Path file : journalled) {
            BranchPath.ofJournalName(file.getFileName().toString())
                    .flatMap(BranchPath::key)
                    .ifPresent(keys::add);
        }
        mutex.lock();
        try {
            BranchFiles files = branch.isPresent() ? branch.get() : BranchFiles.open(home.gitDirectory());
            branch = Optional.of(files);
            files.addKeys(keys);
        } finally {
            mutex.unlock();
        }
        return keys;
    }

    private Optional<byte[]> committed(BranchPath path) throws IOException {
        mutex.lock();
        try {
            BranchFiles files = branch.isPresent() ? branch.get() : BranchFiles.open(home.gitDirectory());
            branch = Optional.of(files);
            return files.read(path);
        } finally {
            mutex.unlock();
        }
    }

    private static String name(BranchPath path) {
        return path.journalName()
                .orElseThrow(() -> new IllegalArgumentException("no file can have the name of " + path.text()));
    }

    /** Lets go of the branch. */
    void close() {
        mutex.lock();
        try {
            branch.ifPresent(BranchFiles::close);
            branch = Optional.empty();
        } finally {
            mutex.unlock();
        }
    }
}
