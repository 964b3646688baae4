package wherry.kit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongConsumer;
import wherry.api.annex.AnnexUuid;
import wherry.api.annex.AssociatedFile;
import wherry.api.annex.Key;
import wherry.api.content.ContentAnswer;
import wherry.api.content.ContentLock;
import wherry.api.content.ContentOffer;
import wherry.api.content.ContentReader;
import wherry.api.content.IncomingContent;
import wherry.api.store.ContentCheck;
import wherry.api.store.ContentStore;

/** A {@link MemoryStore} as commands see it. Used by one thread at a time. */
public final class MemoryContent implements ContentStore {
    private final MemoryStore store;

    /** @param store may be shared with those who serve it */
    public MemoryContent(MemoryStore store) {
        this.store = store;
    }

    @Override
    public boolean present(Key key) {
        return store.has(key);
    }

    @Override
    public Optional<ContentReader> read(Key key, AssociatedFile file, AnnexUuid reader, long offset) {
        return store.contentFrom(key, offset).map(rest -> new Reader(key, rest));
    }

    @Override
    public ContentOffer receive(Key key, AssociatedFile file, AnnexUuid sender) {
        return store.has(key) ? ContentOffer.PRESENT : ContentOffer.wanted(new Incoming(key));
    }

    @Override
    public Optional<ContentLock> lock(Key key) {
        return store.lock(key).map(Held::new);
    }

    @Override
    public ContentAnswer remove(Key key, OptionalLong before) {
        return ContentAnswer.of(store.remove(key, before));
    }

    @Override
    public long timestamp() {
        return store.seconds();
    }

    @Override
    public Key ingest(Path file, String backend) {
        throw withoutFiles();
    }

    @Override
    public Key ingestUnlocked(Path file, String backend) {
        throw withoutFiles();
    }

    @Override
    public void fill(Key key) {
        throw withoutFiles();
    }

    @Override
    public ContentCheck check(Key key, boolean hash) {
        throw withoutFiles();
    }

    @Override
    public Optional<Path> quarantine(Key key) {
        throw withoutFiles();
    }

    private static IllegalStateException withoutFiles() {
        return new IllegalStateException("this store has no files");
    }

    private record Held(MemoryLock lock) implements ContentLock {
        @Override
        public void release() {
            lock.release();
        }

        @Override
        public void close() {
            lock.letGo();
        }
    }

    private final class Reader implements ContentReader {
        private final Key key;
        private final byte[] content;

        Reader(Key key, byte[] content) {
            this.key = key;
            this.content = content;
        }

        @Override
        public long length() {
            return content.length;
        }

        @Override
        public void sendTo(WritableByteChannel target, LongConsumer progress) throws IOException {
            ByteBuffer rest = ByteBuffer.wrap(content);
            while (rest.hasRemaining()) {
                progress.accept(target.write(rest));
            }
        }

        @Override
        public boolean unchanged() {
            return store.has(key);
        }

        @Override
        public void delivered() {}

        @Override
        public void close() {}
    }

    private final class Incoming implements IncomingContent {
        private final Key key;
        private final ByteArrayOutputStream come = new ByteArrayOutputStream();
        private boolean over;

        Incoming(Key key) {
            this.key = key;
            come.writeBytes(store.partial(key));
        }

        @Override
        public long offset() {
            return come.size();
        }

        @Override
        public WritableByteChannel begin(long length) {
            return Channels.newChannel(come);
        }

        @Override
        public ContentAnswer commit(boolean complete) {
            over = true;
            return ContentAnswer.of(store.store(key, come.toByteArray(), complete));
        }

        @Override
        public void close() {
            if (!over) {
                over = true;
                store.keep(key, come.toByteArray());
            }
        }
    }
}
