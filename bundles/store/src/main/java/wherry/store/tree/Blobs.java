package wherry.store.tree;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.CoreConfig.EolStreamType;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.util.io.EolStreamTypeUtil;
import wherry.api.annex.Key;
import wherry.api.tree.PathText;
import wherry.store.unlocked.AnnexLink;

/** Files as git keeps them. Used by one thread. */
final class Blobs implements AutoCloseable {
    private final ObjectReader reader;
    private final ObjectInserter inserter;

    Blobs(Repository git) {
        this.inserter = git.newObjectInserter();
        this.reader = git.newObjectReader();
    }

    /** The key that a blob stands for; empty if it is a file or link of another kind. */
    Optional<Key> key(FileMode mode, ObjectId blob) throws IOException {
        boolean link = FileMode.SYMLINK.equals(mode);
        if (!link && !FileMode.REGULAR_FILE.equals(mode) && !FileMode.EXECUTABLE_FILE.equals(mode)) {
            return Optional.empty();
        }
        // Asked before it is opened, which would take it into memory.
        if (reader.getObjectSize(blob, Constants.OBJ_BLOB) > AnnexLink.MAX_POINTER_BYTES) {
            return Optional.empty();
        }
        ObjectLoader content = reader.open(blob, Constants.OBJ_BLOB);
        String text = new String(content.getCachedBytes(), StandardCharsets.ISO_8859_1);
        return link ? AnnexLink.ofTarget(text) : AnnexLink.ofPointer(text);
    }

    static byte[] target(Path link) throws IOException {
        return PathText.bytes(PathText.of(Files.readSymbolicLink(link)));
    }

    ObjectId idOf(byte[] content) {
        return inserter.idFor(Constants.OBJ_BLOB, content);
    }

    ObjectId insert(byte[] content) throws IOException {
        return inserter.insert(Constants.OBJ_BLOB, content);
    }

    ObjectReader reader() {
        return reader;
    }

    /** Whether a blob is what git would make of a file. */
    boolean same(Path file, EolStreamType lineEnds, ObjectId blob) throws IOException {
        if (lineEnds != EolStreamType.DIRECT) {
            return idOf(converted(file, lineEnds)).equals(blob);
        }
        long size = Files.size(file);
        if (size != reader.getObjectSize(blob, Constants.OBJ_BLOB)) {
            return false;
        }
        try (InputStream in = Files.newInputStream(file)) {
            return inserter.idFor(Constants.OBJ_BLOB, size, in).equals(blob);
        }
    }

    /** Stores a file as git would without filters. */
    ObjectId insert(Path file, EolStreamType lineEnds) throws IOException {
        if (lineEnds != EolStreamType.DIRECT) {
            return insert(converted(file, lineEnds));
        }
        try (InputStream in = Files.newInputStream(file)) {
            return inserter.insert(Constants.OBJ_BLOB, Files.size(file), in);
        }
    }

    /** Only text is converted, which fits into memory. */
    private static byte[] converted(Path file, EolStreamType lineEnds) throws IOException {
        try (InputStream in =
                EolStreamTypeUtil.wrapInputStream(new ByteArrayInputStream(Files.readAllBytes(file)), lineEnds)) {
            return in.readAllBytes();
        }
    }

    void flush() throws IOException {
        inserter.flush();
    }

    @Override
    public void close() {
        reader.close();
        inserter.close();
    }
}
