package wherry.store.tree;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.CoreConfig.EolStreamType;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import wherry.api.annex.Key;
import wherry.api.annex.StoreException;
import wherry.api.tree.NewFile;
import wherry.api.tree.NewFile.Kind;
import wherry.api.tree.TreeFile;
import wherry.store.content.ContentFile;
import wherry.store.tree.Staging.Staged;
import wherry.store.unlocked.AnnexLink;

/** Tells files that the index holds as they are from others, and makes entries of the index for them. Used by one thread. */
final class FileState {
    private static final int OWNER_EXECUTE = 0100;
    /** Older than any file, so that git looks at the file itself. */
    private static final FileTime NEVER = FileTime.fromMillis(0);

    private final Blobs blobs;
    private final Path index;
    private final boolean trustsModes;
    /** Only of files whose line ends git changes. */
    private final Map<String, EolStreamType> conversions = new HashMap<>();

    /**
     * Looks at nothing yet.
     *
     * @param index git's file of that
     * @param trustsModes whether the right to execute is what the file system says: git's {@code core.fileMode}
     */
    FileState(Blobs blobs, Path index, boolean trustsModes) {
        this.blobs = blobs;
        this.index = index;
        this.trustsModes = trustsModes;
    }

    void lineEnds(TreeFile file, EolStreamType type) {
        if (type != EolStreamType.DIRECT) {
            conversions.put(file.path(), type);
        }
    }

    private EolStreamType lineEnds(TreeFile file) {
        return conversions.getOrDefault(file.path(), EolStreamType.DIRECT);
    }

    /** What a file is that the index lacks or holds otherwise; empty if it holds it, or cannot. */
    Optional<NewFile> unlessKnown(TreeFile where, FileMode mode, Optional<DirCacheEntry> entry) throws IOException {
        // What is only intended to be added, or in conflict, is not in the index yet.
        Optional<DirCacheEntry> known = entry.filter(e -> !e.isIntentToAdd() && e.isMerged());
        if (FileMode.SYMLINK.equals(mode)) {
            byte[] target = Blobs.target(where.file());
            boolean same = known.filter(e -> FileMode.SYMLINK.equals(e.getFileMode()))
                    .map(e -> e.getObjectId().equals(blobs.idOf(target)))
                    .orElse(false);
            return same ? Optional.empty() : Optional.of(link(where, target, attributes(where.file())));
        }
        boolean regular = FileMode.REGULAR_FILE.equals(mode) || FileMode.EXECUTABLE_FILE.equals(mode);
        if (!regular) {
            return Optional.empty();
        }
        BasicFileAttributes found = attributes(where.file());
        Optional<DirCacheEntry> before = known.filter(
                e -> trustsModes ? mode.equals(e.getFileMode()) : !FileMode.SYMLINK.equals(e.getFileMode()));
        if (before.isPresent() && unchanged(where, found, before.get())) {
            return Optional.empty();
        }
        Optional<Key> pointer = pointer(where.file(), found.size());
        Kind kind = pointer.isPresent() ? Kind.ANNEX_POINTER : Kind.REGULAR;
        return Optional.of(new NewFile(where, kind, found.size(), modified(found), pointer));
    }

    /** A file that holds content, and no pointer to some. */
    Optional<NewFile> content(TreeFile where, FileMode mode) throws IOException {
        if (!FileMode.REGULAR_FILE.equals(mode) && !FileMode.EXECUTABLE_FILE.equals(mode)) {
            return Optional.empty();
        }
        BasicFileAttributes found = attributes(where.file());
        return pointer(where.file(), found.size()).isPresent()
                ? Optional.empty()
                : Optional.of(new NewFile(where, Kind.REGULAR, found.size(), modified(found), Optional.empty()));
    }

    private static Instant modified(BasicFileAttributes found) {
        return found.lastModifiedTime().toInstant();
    }

    private static NewFile link(TreeFile where, byte[] target, BasicFileAttributes found) {
        Optional<Key> key = AnnexLink.ofTarget(new String(target, StandardCharsets.ISO_8859_1));
        return new NewFile(where, key.isPresent() ? Kind.ANNEX_LINK : Kind.LINK, target.length, modified(found), key);
    }

    private static BasicFileAttributes attributes(Path file) throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    }

    private boolean unchanged(TreeFile where, BasicFileAttributes found, DirCacheEntry known) throws IOException {
        ObjectId blob = known.getObjectId();
        if (looksUnchanged(found, known)) {
            return true;
        }
        Optional<Key> key = blobs.key(known.getFileMode(), blob);
        if (key.isEmpty()) {
            return blobs.same(where.file(), lineEnds(where), blob);
        }
        // An unlocked file: the index has the pointer, and the file either that or the content.
        return pointer(where.file(), found.size()).equals(key) || ContentFile.holds(where.file(), key.get());
    }

    /** As git does it: by size and time, unless it was written when the index was. */
    private boolean looksUnchanged(BasicFileAttributes found, DirCacheEntry known) throws IOException {
        return !known.isSmudged()
                && known.getLength() == (int) found.size()
                && known.getLastModifiedInstant()
                        .equals(found.lastModifiedTime().toInstant())
                && found.lastModifiedTime().compareTo(Files.getLastModifiedTime(index)) < 0;
    }

    private static Optional<Key> pointer(Path file, long size) throws IOException {
        if (size > AnnexLink.MAX_POINTER_BYTES) {
            return Optional.empty();
        }
        return AnnexLink.ofPointer(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
    }

    /** Stores a file as it is now. */
    Staged stage(TreeFile where) throws IOException {
        BasicFileAttributes found = attributes(where.file());
        if (found.isSymbolicLink()) {
            byte[] target = Blobs.target(where.file());
            return new Staged(FileMode.SYMLINK, blobs.insert(target), found.lastModifiedTime(), target.length);
        }
        if (!found.isRegularFile()) {
            throw new StoreException(where.file() + " is no file any more");
        }
        return new Staged(
                mode(where.file()),
                blobs.insert(where.file(), lineEnds(where)),
                found.lastModifiedTime(),
                found.size());
    }

    /** What the index is to say of a link to a target, whether the file is still that or not. */
    Staged stageLink(TreeFile where, byte[] target) throws IOException {
        ObjectId blob = blobs.insert(target);
        FileTime modified =
                target(where.file()).filter(is -> Arrays.equals(is, target)).isPresent()
                        ? attributes(where.file()).lastModifiedTime()
                        : NEVER;
        return new Staged(FileMode.SYMLINK, blob, modified, target.length);
    }

    /** What the index is to say of a file that holds the content which a pointer stands for. */
    Staged stagePointer(TreeFile where, byte[] pointer) throws IOException {
        return new Staged(mode(where.file()), blobs.insert(pointer), NEVER, 0);
    }

    private static FileMode mode(Path file) throws IOException {
        int bits = (Integer) Files.getAttribute(file, "unix:mode", LinkOption.NOFOLLOW_LINKS);
        return (bits & OWNER_EXECUTE) != 0 ? FileMode.EXECUTABLE_FILE : FileMode.REGULAR_FILE;
    }

    /** The target of a link; empty if a file is none. */
    static Optional<byte[]> target(Path file) throws IOException {
        return Files.isSymbolicLink(file) ? Optional.of(Blobs.target(file)) : Optional.empty();
    }
}
