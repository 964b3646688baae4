package wherry.daemon.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongConsumer;
import wherry.api.annex.AnnexUuid;
import wherry.api.annex.AssociatedFile;
import wherry.api.annex.Key;
import wherry.api.annex.StoreException;
import wherry.api.content.ContentAnswer;
import wherry.api.content.ContentBusyException;
import wherry.api.content.ContentLock;
import wherry.api.content.ContentOffer;
import wherry.api.content.ContentReader;
import wherry.api.content.IncomingContent;
import wherry.api.store.ContentCheck;
import wherry.api.store.ContentStore;

/** Content in memory. Content is right if its size is that of the key. Counts what is open. */
public final class MemoryContent implements ContentStore {
    private static final int PART = 256 * 1024;

    public final Map<Key, byte[]> present = new ConcurrentHashMap<>();
    public final Map<Key, byte[]> partial = new ConcurrentHashMap<>();
    public final Map<Key, AtomicInteger> locks = new ConcurrentHashMap<>();
    /** Locks that ended without release. */
    public final AtomicInteger retained = new AtomicInteger();

    public final AtomicInteger openReaders = new AtomicInteger();
    public final AtomicInteger openArrivals = new AtomicInteger();
    public final AtomicInteger delivered = new AtomicInteger();
    public volatile boolean broken;
    public volatile boolean full;

    public static Key key(String name, long size) {
        return Key.parse("SHA256E-s" + size + "--" + name).orElseThrow();
    }

    private void check() throws StoreException {
        if (broken) {
            throw new StoreException("disk at /secret/path is broken");
        }
    }

    @Override
    public boolean present(Key key) throws StoreException {
        check();
        return present.containsKey(key);
    }

    @Override
    public Optional<ContentReader> read(Key key, AssociatedFile file, AnnexUuid peer, long offset)
            throws StoreException {
        check();
        return Optional.ofNullable(present.get(key)).map(bytes -> new Reader(bytes, offset));
    }

    @Override
    public ContentOffer receive(Key key, AssociatedFile file, AnnexUuid peer) throws StoreException {
        check();
        if (present.containsKey(key)) {
            return ContentOffer.PRESENT;
        }
        if (openArrivals.get() > 0) {
            throw new ContentBusyException("busy");
        }
        return ContentOffer.wanted(new Coming(key));
    }

    @Override
    public Optional<ContentLock> lock(Key key) throws StoreException {
        check();
        if (!present.containsKey(key)) {
            return Optional.empty();
        }
        AtomicInteger count = locks.computeIfAbsent(key, k -> new AtomicInteger());
        count.incrementAndGet();
        return Optional.of(new ContentLock() {
            private boolean held = true;

            @Override
            public void release() {
                held = false;
                count.decrementAndGet();
            }

            @Override
            public void close() {
                if (held) {
                    retained.incrementAndGet();
                    count.decrementAndGet();
                }
            }
        });
    }

    @Override
    public ContentAnswer remove(Key key, OptionalLong before) throws StoreException {
        check();
        AtomicInteger count = locks.get(key);
        if (count != null && count.get() > 0) {
            return ContentAnswer.NO;
        }
        present.remove(key);
        return ContentAnswer.YES;
    }

    @Override
    public void fill(Key key) {
        throw new UnsupportedOperationException("there is no working tree");
    }

    @Override
    public Key ingestUnlocked(Path file, String backend) {
        return ingest(file, backend);
    }

    @Override
    public Key ingest(Path file, String backend) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ContentCheck check(Key key, boolean hash) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Path> quarantine(Key key) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long timestamp() throws StoreException {
        check();
        return 1000;
    }

    private final class Reader implements ContentReader {
        private final ByteBuffer rest;
        private final long length;

        Reader(byte[] bytes, long offset) {
            int start = (int) Math.min(offset, bytes.length);
            rest = ByteBuffer.wrap(bytes, start, bytes.length - start);
            length = rest.remaining();
            openReaders.incrementAndGet();
        }

        @Override
        public long length() {
            return length;
        }

        @Override
        public void sendTo(WritableByteChannel target, LongConsumer progress) throws IOException {
            while (rest.hasRemaining()) {
                ByteBuffer part = rest.slice(rest.position(), Math.min(PART, rest.remaining()));
                int count = part.remaining();
                while (part.hasRemaining()) {
                    target.write(part);
                }
                rest.position(rest.position() + count);
                progress.accept(count);
            }
        }

        @Override
        public boolean unchanged() {
            return true;
        }

        @Override
        public void delivered() {
            delivered.incrementAndGet();
        }

        @Override
        public void close() {
            openReaders.decrementAndGet();
        }
    }

    private final class Coming implements IncomingContent {
        private final Key key;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        Coming(Key key) {
            this.key = key;
            bytes.writeBytes(partial.getOrDefault(key, new byte[0]));
            openArrivals.incrementAndGet();
        }

        @Override
        public long offset() {
            return bytes.size();
        }

        @Override
        public WritableByteChannel begin(long length) {
            OutputStream out = new OutputStream() {
                @Override
                public void write(int one) throws IOException {
                    write(new byte[] {(byte) one}, 0, 1);
                }

                @Override
                public void write(byte[] some, int from, int count) throws IOException {
                    if (full) {
                        throw new StoreException("no room at /secret/path");
                    }
                    bytes.write(some, from, count);
                }
            };
            return Channels.newChannel(out);
        }

        @Override
        public ContentAnswer commit(boolean complete) throws StoreException {
            check();
            boolean right = complete && bytes.size() == key.size().orElse(-1);
            if (right) {
                present.put(key, bytes.toByteArray());
            }
            bytes.reset();
            partial.remove(key);
            return ContentAnswer.of(right);
        }

        @Override
        public void close() {
            openArrivals.decrementAndGet();
            if (bytes.size() > 0 && !present.containsKey(key)) {
                partial.put(key, Arrays.copyOf(bytes.toByteArray(), bytes.size()));
            }
        }
    }
}
