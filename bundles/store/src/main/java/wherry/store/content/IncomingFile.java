package wherry.store.content;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import wherry.api.annex.Key;
import wherry.api.annex.StoreException;
import wherry.store.file.Sharing;
import wherry.store.file.StoreFailures;

/** A file that content is received into and hashed on the way. Used by one thread. */
final class IncomingFile implements AutoCloseable {
    /** Is told how content comes in. */
    interface Progress {
        /** Called before each part is written, with how many bytes it has; if this fails, it is not written. */
        void writing(int count) throws IOException;

        /** Called after each part, with how many bytes it had. */
        void received(int count) throws IOException;
    }

    private static final int HASH_BUFFER_BYTES = 64 * 1024;

    /** What is known of the content after it was verified. */
    enum Verdict {
        /** It is the key's content. */
        RIGHT,
        /** It is not, and more bytes would not make it so. */
        WRONG,
        /** It is shorter than the key says. */
        SHORT
    }

    private final Path file;
    private final Key key;
    private final FileChannel channel;
    private final Optional<ContentHash> hash;
    private final boolean hashOnTheWay;
    private final long start;
    private long hashed;
    private long end;

    private IncomingFile(Path file, Key key, FileChannel channel, boolean hashOnTheWay) throws IOException {
        this.file = file;
        this.key = key;
        this.channel = channel;
        this.hash = ContentHash.of(key);
        this.hashOnTheWay = hashOnTheWay;
        if (key.size().isPresent() && channel.size() > key.size().getAsLong()) {
            channel.truncate(0);
        }
        this.start = channel.size();
        this.end = start;
    }

    /**
     * Opens a file, with what came earlier; makes it if it is missing.
     *
     * @param hashOnTheWay if the hash will be wanted
     */
    static IncomingFile open(Path file, Key key, boolean hashOnTheWay) throws IOException {
        FileChannel channel = openChannel(file);
        try {
            return new IncomingFile(file, key, channel, hashOnTheWay);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    private static FileChannel openChannel(Path file) throws IOException {
        try {
            return FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE);
        } catch (AccessDeniedException e) {
            if (!file.toFile().exists()) {
                throw e;
            }
            // Left from a crash after it was protected and before it was moved to its place.
            Sharing.thawFile(file);
            return FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
        }
    }

    Path file() {
        return file;
    }

    long offset() {
        return end;
    }

    boolean verifiable() {
        return hash.isPresent();
    }

    /** How many bytes came since it was opened. */
    long received() {
        return end - start;
    }

    /**
     * Begins to take bytes.
     *
     * @param progress told of each part
     */
    WritableByteChannel begin(Progress progress) throws IOException {
        if (hashOnTheWay) {
            hashRest();
        }
        return new Intake(progress);
    }

    /** Takes whole buffers. */
    private final class Intake implements WritableByteChannel {
        private final Progress progress;

        Intake(Progress progress) {
            this.progress = progress;
        }

        @Override
        public int write(ByteBuffer bytes) throws IOException {
            int count = bytes.remaining();
            progress.writing(count);
            keep(bytes);
            progress.received(count);
            return count;
        }

        @Override
        public boolean isOpen() {
            return channel.isOpen();
        }

        @Override
        public void close() {
            // The file stays open until the content is verified.
        }
    }

    /** Bytes beyond the size that the key has are not kept: they only show that this is not the content. */
    private void keep(ByteBuffer bytes) throws StoreException {
        long room = key.size().orElse(Long.MAX_VALUE) - end;
        if (room < bytes.remaining()) {
            end += bytes.remaining();
            bytes.position(bytes.limit());
            return;
        }
        if (hashOnTheWay && hash.isPresent()) {
            hash.get().update(bytes.duplicate());
            hashed += bytes.remaining();
        }
        try {
            while (bytes.hasRemaining()) {
                end += channel.write(bytes, end);
            }
        } catch (IOException e) {
            throw StoreFailures.of("cannot write " + file, e);
        }
    }

    /** Whether it is the content of the key, as far as that can be told; the hash is left out if so asked. */
    Verdict verify(boolean checkHash) throws IOException {
        if (key.size().isPresent() && end != key.size().getAsLong()) {
            return end < key.size().getAsLong() ? Verdict.SHORT : Verdict.WRONG;
        }
        if (hash.isEmpty() || !checkHash) {
            return Verdict.RIGHT;
        }
        hashRest();
        return hash.get().matches() ? Verdict.RIGHT : Verdict.WRONG;
    }

    /** Hashes what was there before this arrival. */
    private void hashRest() throws IOException {
        if (hash.isEmpty() || hashed >= end) {
            return;
        }
        ByteBuffer buffer = ByteBuffer.allocate(HASH_BUFFER_BYTES);
        while (hashed < end) {
            buffer.clear();
            int count = channel.read(buffer, hashed);
            if (count < 0) {
                throw new StoreException(file + " became shorter while it was read");
            }
            hash.get().update(buffer.flip());
            hashed += count;
        }
    }

    /** Has the disk hold what came, so that a loss of power does not take it. */
    void force() throws IOException {
        channel.force(false);
    }

    /** Drops what has come. */
    void discard() throws IOException {
        channel.truncate(0);
        end = 0;
    }

    /**
     * Closes a file that was not moved elsewhere; deletes it if there is nothing in it to resume from.
     *
     * @return whether it is there
     */
    boolean giveUp() throws IOException {
        channel.close();
        if (end == 0) {
            Files.deleteIfExists(file);
        }
        return file.toFile().exists();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
