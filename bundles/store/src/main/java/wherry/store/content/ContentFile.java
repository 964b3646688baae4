package wherry.store.content;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import wherry.api.annex.Key;

/** A file that may hold the content of a key. */
public final class ContentFile {
    private static final int BUFFER_BYTES = 256 * 1024;

    private ContentFile() {}

    /**
     * Whether a file holds the content of a key, as far as its name tells.
     *
     * @param file read to its end if it has the right size
     * @param key tells size, hash, or nothing
     * @throws IOException if it cannot be read
     */
    public static boolean holds(Path file, Key key) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            boolean whole = key.chunkNumber().isEmpty();
            if (whole && key.size().isPresent() && key.size().getAsLong() != channel.size()) {
                return false;
            }
            Optional<ContentHash> hash = ContentHash.of(key);
            if (hash.isEmpty()) {
                return true;
            }
            hash(channel, hash.get());
            return hash.get().matches();
        }
    }

    static void hash(FileChannel channel, ContentHash hash) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
        while (channel.read(buffer) >= 0) {
            hash.update(buffer.flip());
            buffer.clear();
        }
    }
}
