package wherry.remotes;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.time.Duration;
import java.util.Optional;
import wherry.api.annex.AssociatedFile;
import wherry.api.annex.Key;
import wherry.api.content.ContentReader;
import wherry.api.remote.RemoteConnection;

/**
 * How fast content came that was read and thrown away.
 *
 * @param bytes that came
 * @param nanos that it took
 */
record ReadingRate(long bytes, long nanos) {
    /** Of longer content the end is read, so that the peer sees a transfer that succeeds. */
    private static final long MOST_BYTES = 32L << 20;

    private static final Duration MOST_TIME = Duration.ofSeconds(10);
    private static final double SECOND = 1e9;

    /**
     * Reads; the connection is not to be used after that.
     *
     * @param connection to the remote
     * @param key whose content is there
     * @return empty if it is not there
     */
    static Optional<ReadingRate> measure(RemoteConnection connection, Key key) throws IOException {
        long offset = Math.max(0, key.size().orElse(0) - MOST_BYTES);
        Optional<ContentReader> content =
                connection.content().read(key, AssociatedFile.NONE, connection.uuid(), offset);
        if (content.isEmpty()) {
            return Optional.empty();
        }
        try (ContentReader reader = content.get()) {
            return Optional.of(measure(reader));
        }
    }

    private static ReadingRate measure(ContentReader reader) throws IOException {
        ReadContent discarded = new ReadContent(System.nanoTime());
        try {
            reader.sendTo(discarded, sent -> {});
            if (reader.unchanged()) {
                reader.delivered();
            }
        } catch (EnoughReadException e) {
            // The rest would tell nothing new.
            return discarded.rate();
        }
        return discarded.rate();
    }

    double bytesPerSecond() {
        return bytes / (Math.max(1, nanos) / SECOND);
    }

    private static final class EnoughReadException extends IOException {
        private static final long serialVersionUID = 1;
    }

    /** Counts and forgets. */
    private static final class ReadContent implements WritableByteChannel {
        private final long start;
        private long bytes;
        private long nanos;

        ReadContent(long start) {
            this.start = start;
        }

        @Override
        public int write(ByteBuffer buffer) throws IOException {
            int count = buffer.remaining();
            buffer.position(buffer.limit());
            bytes += count;
            nanos = System.nanoTime() - start;
            if (bytes > MOST_BYTES || nanos > MOST_TIME.toNanos()) {
                throw new EnoughReadException();
            }
            return count;
        }

        ReadingRate rate() {
            return new ReadingRate(bytes, nanos);
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {}
    }
}
