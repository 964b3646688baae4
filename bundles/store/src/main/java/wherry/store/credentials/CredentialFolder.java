package wherry.store.credentials;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import wherry.api.annex.StoreException;
import wherry.api.lock.FileLock;
import wherry.api.lock.FileLocks;
import wherry.store.file.AtomicFiles;
import wherry.store.file.BoundedFile;
import wherry.store.file.RepositoryFolders;
import wherry.store.file.Sharing;
import wherry.store.file.StoreFailures;
import wherry.store.format.Layout;

/** Files of lines that only the user may read. Git-annex locks none of its own; those of Wherry agree on a lock of theirs. */
public final class CredentialFolder {
    private static final int PRIVATE_FILE = 0600;
    private static final int PRIVATE_FOLDER = 0700;
    private static final int OTHERS_WRITE = 0022;
    private static final Integer ROOT = 0;
    private static final int MAX_BYTES = 16 * 1024 * 1024;

    private final Path annex;
    private final Path folder;
    private final Path own;
    private final FileLocks locks;
    private final AtomicFiles scratch;

    public CredentialFolder(Layout layout, FileLocks locks, AtomicFiles scratch) {
        this.annex = layout.annex();
        this.folder = layout.credentials();
        this.own = layout.annex().resolve("wherry");
        this.locks = locks;
        this.scratch = scratch;
    }

    /** A change of one file or several. */
    @FunctionalInterface
    interface Change<T> {
        T make() throws IOException;
    }

    /** One of git-annex's files. */
    Path file(String name) {
        return folder.resolve(name);
    }

    /** One of Wherry's files. */
    Path ownFile(String name) {
        return own.resolve(name);
    }

    /** The lines of a file; none if it is missing. */
    List<String> lines(Path file) throws StoreException {
        try {
            if (file.startsWith(folder)) {
                requireOnlyOurs(folder);
            }
            requireOnlyOurs(file);
            String text = new String(BoundedFile.read(file, MAX_BYTES).orElse(new byte[0]), StandardCharsets.UTF_8);
            // Not at carriage returns: to git-annex they are part of the line.
            String whole = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
            return whole.isEmpty() ? List.of() : Arrays.asList(whole.split("\n", -1));
        } catch (IOException e) {
            throw StoreFailures.of("cannot read " + file, e);
        }
    }

    /** Whoever can write there lets himself in. */
    private void requireOnlyOurs(Path path) throws IOException {
        try {
            Object owner = Files.getAttribute(path, "unix:uid");
            boolean ours = owner.equals(ROOT) || owner.equals(Files.getAttribute(annex, "unix:uid"));
            if (!ours || (Sharing.mode(path.toRealPath()) & OTHERS_WRITE) != 0) {
                throw new StoreException("others than you can write to " + path
                        + ", where tokens are; look at what is in it, then run: chmod go-rwx " + path);
            }
        } catch (NoSuchFileException e) {
            // Nobody has written there.
            return;
        }
    }

    /** Makes a change while nobody else of Wherry makes one. */
    <T> T change(Path file, Change<T> change) throws StoreException {
        try {
            scratch.makeFolder(Sharing.NONE);
            try (FileLock lock = locks.lock(own.resolve("creds.lck"), FileLocks.Mode.EXCLUSIVE)) {
                return change.make();
            }
        } catch (IOException e) {
            throw StoreFailures.of("cannot change " + file, e);
        }
    }

    /** Replaces a file as a whole. */
    void writeLines(Path file, List<String> lines) throws StoreException {
        write(file, lines.isEmpty() ? "" : String.join("\n", lines) + "\n");
    }

    /** Replaces a file as a whole. */
    void write(Path file, String content) throws StoreException {
        try {
            if (file.startsWith(folder)) {
                makePrivate();
            }
            Path fresh = scratch.name();
            try {
                scratch.create(fresh, Sharing.NONE).close();
                Sharing.setMode(fresh, PRIVATE_FILE);
                Files.writeString(fresh, content, StandardCharsets.UTF_8);
                AtomicFiles.rename(fresh, file, Sharing.NONE);
            } finally {
                Files.deleteIfExists(fresh);
            }
        } catch (IOException e) {
            throw StoreFailures.of("cannot write " + file, e);
        }
    }

    /** git-annex makes it as the umask says. */
    private void makePrivate() throws IOException {
        new RepositoryFolders(Sharing.NONE).make(folder);
        requireOnlyOurs(folder);
        Sharing.setMode(folder, PRIVATE_FOLDER);
    }
}
