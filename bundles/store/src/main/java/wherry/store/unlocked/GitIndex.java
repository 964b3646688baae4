package wherry.store.unlocked;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import wherry.api.tree.PathText;

/**
 * Which regular files of a git index hold which blob. Smaller and faster than JGit's directory cache, which keeps all of each
 * entry.
 *
 * @see <a href="https://git-scm.com/docs/index-format">git index format</a>
 */
final class GitIndex {
    /** An index without files. */
    static final GitIndex EMPTY = new GitIndex(new Entry[0]);

    private static final int SIGNATURE = 0x44495243;
    private static final int BLOB_ID_BYTES = 20;
    private static final int MODE_AT = 24;
    private static final int BLOB_ID_AT = 40;
    private static final int FLAGS_AT = 60;
    private static final int PATH_AT = 62;
    private static final int EXTENDED = 0x4000;
    private static final int STAGE = 0x3000;
    private static final int FILE_TYPE = 0170000;
    private static final int REGULAR_FILE = 0100000;
    private static final int MAX_PATH = 4096;

    /**
     * A regular file.
     *
     * @param blobPrefix the first eight bytes of the id of its blob
     * @param path from the top, one character for each byte
     */
    private record Entry(long blobPrefix, String path) {}

    private static final Comparator<Entry> BY_BLOB = Comparator.comparingLong(Entry::blobPrefix);

    private final Entry[] entries;

    private GitIndex(Entry[] entries) {
        this.entries = entries;
    }

    /**
     * Reads an index.
     *
     * @throws IOException if it cannot be read, or is split into several files
     */
    static GitIndex read(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return parse(channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size()));
        }
    }

    /** Is told of what an index has, but for files in conflict. */
    @FunctionalInterface
    interface Visitor {
        /**
         * One of them.
         *
         * @param at where its entry begins
         * @param path from the top, one character for each byte
         */
        void entry(int at, String path) throws IOException;
    }

    static GitIndex parse(ByteBuffer index) throws IOException {
        List<Entry> found = new ArrayList<>();
        walk(index, (at, path) -> {
            if ((index.getInt(at + MODE_AT) & FILE_TYPE) == REGULAR_FILE) {
                found.add(new Entry(index.getLong(at + BLOB_ID_AT), path));
            }
        });
        Entry[] sorted = found.toArray(new Entry[0]);
        Arrays.sort(sorted, BY_BLOB);
        return new GitIndex(sorted);
    }

    /**
     * Looks at all that it has, but for files in conflict.
     *
     * @param index from its position 0 to its limit
     * @throws IOException if that is no index, or one that is split into several files; from the visitor
     */
    static void walk(ByteBuffer index, Visitor visitor) throws IOException {
        try {
            visit(index, visitor);
        } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
            throw new IOException("the git index is not understood here: " + e.getMessage(), e);
        }
    }

    private static void visit(ByteBuffer index, Visitor visitor) throws IOException {
        int version = index.getInt(4);
        if (index.getInt(0) != SIGNATURE || version < 2 || version > 4) {
            throw new IllegalArgumentException("git index of version " + version);
        }
        requireWhole(index, visit(index, version, (at, path) -> {}));
        visit(index, version, visitor);
    }

    /** Returns where the entries end. */
    private static int visit(ByteBuffer index, int version, Visitor visitor) throws IOException {
        int count = index.getInt(8);
        String path = "";
        int at = 12;
        for (int i = 0; i < count; i++) {
            int flags = index.getShort(at + FLAGS_AT);
            int pathAt = at + PATH_AT + ((flags & EXTENDED) != 0 ? 2 : 0);
            int end;
            if (version < 4) {
                end = zero(index, pathAt);
                path = text(index, pathAt, end);
                end += 8 - (end - at) % 8;
            } else {
                int strip = varint(index, pathAt);
                int suffix = varintEnd(index, pathAt);
                end = zero(index, suffix);
                path = path.substring(0, path.length() - strip) + text(index, suffix, end);
                end++;
            }
            if (path.length() > MAX_PATH) {
                // Each may repeat the one before, so that a small file would fill the memory.
                throw new IllegalArgumentException("a path of " + path.length() + " bytes");
            }
            if ((flags & STAGE) == 0) {
                visitor.entry(at, path);
            }
            at = end;
        }
        return at;
    }

    /** Extensions in lower case change what the entries mean: a split index, folders instead of files. */
    private static void requireWhole(ByteBuffer index, int extensions) {
        int at = extensions;
        while (at + 8 + BLOB_ID_BYTES <= index.limit()) {
            if (Character.isLowerCase(index.get(at))) {
                throw new IllegalArgumentException("a split or sparse git index");
            }
            at += 8 + index.getInt(at + 4);
        }
    }

    private static int zero(ByteBuffer index, int from) {
        int at = from;
        while (index.get(at) != 0) {
            at++;
        }
        return at;
    }

    private static String text(ByteBuffer index, int from, int end) {
        byte[] bytes = new byte[end - from];
        index.get(from, bytes);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static int varint(ByteBuffer index, int from) {
        int at = from;
        int next = index.get(at++);
        int value = next & 0x7f;
        while ((next & 0x80) != 0) {
            next = index.get(at++);
            value = ((value + 1) << 7) | (next & 0x7f);
        }
        return value;
    }

    private static int varintEnd(ByteBuffer index, int from) {
        int at = from;
        while ((index.get(at) & 0x80) != 0) {
            at++;
        }
        return at + 1;
    }

    /** The id of the blob of an entry. */
    static ByteBuffer blob(ByteBuffer index, int at) {
        return index.slice(at + BLOB_ID_AT, BLOB_ID_BYTES);
    }

    static MessageDigest sha1() {
        try {
            return MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-1", e);
        }
    }

    /**
     * The regular files with a blob.
     *
     * @param blob id of 20 bytes
     * @return paths from the top
     */
    List<String> files(byte[] blob) {
        long prefix = ByteBuffer.wrap(blob).getLong();
        int at = Arrays.binarySearch(entries, new Entry(prefix, ""), BY_BLOB);
        if (at < 0) {
            return List.of();
        }
        while (at > 0 && entries[at - 1].blobPrefix() == prefix) {
            at--;
        }
        List<String> paths = new ArrayList<>();
        for (; at < entries.length && entries[at].blobPrefix() == prefix; at++) {
            paths.add(PathText.of(entries[at].path().getBytes(StandardCharsets.ISO_8859_1)));
        }
        return paths;
    }
}
