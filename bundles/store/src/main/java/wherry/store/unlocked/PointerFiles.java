package wherry.store.unlocked;

import java.io.IOException;
import java.lang.ref.SoftReference;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import wherry.api.tree.PathText;
import wherry.store.file.AtomicFiles;
import wherry.store.file.BoundedFile;
import wherry.store.file.FileIdentity;
import wherry.store.file.Sharing;
import wherry.store.format.ObjectPlace;

/**
 * Unlocked files of the working tree: they hold the content itself where it is present, and else a line that names the key. Found
 * by the git index, since git-annex's own database of them is not ours to write.
 */
public final class PointerFiles implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger("wherry.store");
    private static final int EXECUTABLE = 0111;

    /**
     * Git passes a file that is not older than its index, in whole seconds, through its filter to see whether it has changed; where
     * git-annex is missing the filter would not know.
     */
    private static final Duration BEFORE_THE_INDEX = Duration.ofSeconds(2);

    /**
     * An index that was read.
     *
     * @param identity of its file at that time
     */
    private record ReadIndex(FileIdentity identity, GitIndex index) {}

    /**
     * An unlocked file that holds content.
     *
     * @param file in the working tree
     * @param identity when it was found to hold the content
     */
    public record Filled(Path file, FileIdentity identity) {}

    private final Optional<Path> workTree;
    private final Path indexFile;
    private final AtomicFiles scratch;
    private final Optional<Restaging> restaging;
    private volatile SoftReference<ReadIndex> known = new SoftReference<>(null);

    /** @param workTree empty for a bare repository, which has no such files */
    public PointerFiles(Optional<Path> workTree, Path indexFile, AtomicFiles scratch, RestageLog log) {
        this.workTree = workTree;
        this.indexFile = indexFile;
        this.scratch = scratch;
        this.restaging = workTree.map(top -> new Restaging(top, indexFile, log));
    }

    /** Puts content into the unlocked files that wait for it. What goes wrong is logged: the content itself is safe. */
    public void fill(ObjectPlace object, Sharing sharing) {
        byte[] pointer = pointer(object);
        List<Path> filled = new ArrayList<>();
        for (Path file : candidates(pointer)) {
            try {
                Optional<FileIdentity> waiting = waiting(file, pointer);
                if (waiting.isPresent() && fill(file, waiting.get(), object.file(), sharing)) {
                    filled.add(file);
                }
            } catch (IOException e) {
                LOG.warn("file={} cannot be filled; git annex fsck does it: {}", file, e.toString());
            }
        }
        restaging.ifPresent(later -> later.changed(filled, blobId(pointer), sharing));
    }

    /** Copying may take long: who wrote to the file meanwhile keeps what he wrote. */
    private boolean fill(Path file, FileIdentity waiting, Path object, Sharing sharing) throws IOException {
        Path copy = scratch.name();
        try {
            try (FileChannel from = FileChannel.open(object, StandardOpenOption.READ);
                    FileChannel to = scratch.create(copy, sharing)) {
                long size = from.size();
                for (long at = 0; at < size; ) {
                    at += from.transferTo(at, size - at, to);
                }
            }
            Files.setLastModifiedTime(copy, FileTime.from(Instant.now().minus(BEFORE_THE_INDEX)));
            boolean same = Optional.of(waiting).equals(FileIdentity.of(file));
            if (same) {
                replace(file, copy);
            }
            return same;
        } finally {
            Files.deleteIfExists(copy);
        }
    }

    /** The unlocked files that hold the very content of an object. */
    public List<Filled> filled(ObjectPlace object) {
        List<Filled> found = new ArrayList<>();
        for (Path file : candidates(pointer(object))) {
            try {
                Optional<FileIdentity> before = FileIdentity.of(file);
                if (before.isPresent()
                        && before.get().size() == Files.size(object.file())
                        && Files.mismatch(file, object.file()) < 0) {
                    found.add(new Filled(file, before.get()));
                }
            } catch (IOException e) {
                LOG.warn("file={} cannot be compared with the content: {}", file, e.toString());
            }
        }
        return found;
    }

    /** Makes pointers of files again, unless they changed meanwhile. What goes wrong is logged. */
    public void reset(List<Filled> files, ObjectPlace object, Sharing sharing) {
        byte[] pointer = pointer(object);
        List<Path> changed = new ArrayList<>();
        for (Filled filled : files) {
            try {
                if (reset(filled, pointer, sharing)) {
                    changed.add(filled.file());
                }
            } catch (IOException e) {
                LOG.warn("file={} cannot be made a pointer again: {}", filled.file(), e.toString());
            }
        }
        restaging.ifPresent(later -> later.changed(changed, blobId(pointer), sharing));
    }

    private boolean reset(Filled filled, byte[] pointer, Sharing sharing) throws IOException {
        Path fresh = scratch.name();
        try {
            scratch.write(fresh, pointer, sharing);
            // SOURCE: git-annex keeps the time, so that git need not look at the file again.
            Files.setLastModifiedTime(fresh, filled.identity().modified());
            boolean same = Optional.of(filled.identity()).equals(FileIdentity.of(filled.file()));
            if (same) {
                replace(filled.file(), fresh);
            }
            return same;
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private static void replace(Path file, Path with) throws IOException {
        Sharing.setMode(with, Sharing.mode(with) | (Sharing.mode(file) & EXECUTABLE));
        move(with, file);
    }

    /** Puts a file or link in the place of another, also over the border of a file system. */
    public static void move(Path with, Path file) throws IOException {
        try {
            Files.move(with, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Path beside = file.resolveSibling("." + with.getFileName() + ".tmp");
            try {
                Files.copy(with, beside, StandardCopyOption.COPY_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
                Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(beside);
            }
        }
    }

    private static byte[] pointer(ObjectPlace object) {
        String text = "/annex/objects/" + object.name().key().fileName() + "\n";
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** A file that holds just the pointer; empty if it holds anything else. */
    private static Optional<FileIdentity> waiting(Path file, byte[] pointer) throws IOException {
        Optional<FileIdentity> found = FileIdentity.of(file).filter(is -> is.size() == pointer.length);
        if (found.isEmpty()) {
            return found;
        }
        byte[] content = BoundedFile.read(file, pointer.length).orElse(new byte[0]);
        return Arrays.equals(content, pointer) ? found : Optional.empty();
    }

    private List<Path> candidates(byte[] pointer) {
        if (workTree.isEmpty()) {
            return List.of();
        }
        List<Path> found = new ArrayList<>();
        for (String name : index().files(blobId(pointer))) {
            try {
                Path file = PathText.resolve(workTree.get(), name);
                if (PlainFolders.leadTo(workTree.get(), file)) {
                    found.add(file);
                }
            } catch (InvalidPathException e) {
                LOG.debug("a file of the index has no name here: {}", e.toString());
            }
        }
        return found;
    }

    private GitIndex index() {
        try {
            Optional<FileIdentity> now = FileIdentity.of(indexFile);
            if (now.isEmpty()) {
                return GitIndex.EMPTY;
            }
            ReadIndex cached = known.get();
            if (cached != null && cached.identity().equals(now.get())) {
                return cached.index();
            }
            GitIndex index = GitIndex.read(indexFile);
            known = new SoftReference<>(new ReadIndex(now.get(), index));
            return index;
        } catch (IOException e) {
            LOG.warn("file={} unlocked files are not filled: {}", indexFile, e.toString());
            return GitIndex.EMPTY;
        }
    }

    private static byte[] blobId(byte[] content) {
        MessageDigest sha1 = GitIndex.sha1();
        sha1.update(("blob " + content.length + "\0").getBytes(StandardCharsets.US_ASCII));
        return sha1.digest(content);
    }

    /** Lets git know now of what was filled or reset. */
    @Override
    public void close() {
        restaging.ifPresent(Restaging::close);
    }
}
