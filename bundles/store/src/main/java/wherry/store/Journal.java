package wherry.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import wherry.api.lock.FileLock;
import wherry.api.lock.FileLocks;

/**
 * Changes files of the git-annex branch by writing their new content to {@code annex/journal}, from where the next commit takes
 * it: git-annex's own way for writers that come and go.
 */
final class Journal {
    private final Layout layout;
    private final FileLocks locks;
    private final Scratch scratch;
    private final GitDirectories git;
    private final ReentrantLock mutex = new ReentrantLock();
    private Optional<BranchFiles> branch = Optional.empty();

    Journal(Layout layout, FileLocks locks, Scratch scratch, GitDirectories git) {
        this.layout = layout;
        this.locks = locks;
        this.scratch = scratch;
        this.git = git;
    }

    /**
     * Changes a file; others wait meanwhile.
     *
     * @param path on the branch, one character for each byte
     * @param edit makes the new content of the present one, which is empty if there is no file; empty for no change
     */
    void change(String path, Sharing sharing, Function<byte[], Optional<byte[]>> edit) throws IOException {
        Path file = file(path);
        try (FileLock lock = locks.lock(layout.journalLock(), FileLocks.Mode.EXCLUSIVE)) {
            sharing.adoptFile(lock.file());
            Optional<byte[]> changed = edit.apply(current(file, path));
            if (changed.isPresent()) {
                scratch.write(file, changed.get(), sharing);
            }
        }
    }

    /** Reads a file as it will be after the next commit; empty if there is none. */
    Optional<byte[]> read(String path) throws IOException {
        byte[] content = current(file(path), path);
        return content.length == 0 ? Optional.empty() : Optional.of(content);
    }

    private byte[] current(Path file, String path) throws IOException {
        if (file.toFile().exists()) {
            try {
                return Files.readAllBytes(file);
            } catch (NoSuchFileException e) {
                // Committed just now.
            }
        }
        return committed(path).orElse(new byte[0]);
    }

    private Optional<byte[]> committed(String path) throws IOException {
        mutex.lock();
        try {
            BranchFiles files = branch.isPresent() ? branch.get() : BranchFiles.open(git);
            branch = Optional.of(files);
            return files.read(path);
        } finally {
            mutex.unlock();
        }
    }

    private Path file(String path) {
        return layout.journal()
                .resolve(KeyName.decode(path.replace("_", "__").replace('/', '_'))
                        .orElseThrow(() -> new IllegalArgumentException("not UTF-8: " + path)));
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
