package wherry.daemon.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import wherry.api.annex.AnnexUuid;
import wherry.api.annex.AssociatedFile;
import wherry.api.annex.Key;
import wherry.api.store.ContentFiles;
import wherry.api.store.ContentSource;
import wherry.api.store.IncomingContent;
import wherry.api.store.StoreException;

/** Content in plain files, right if its size is. What breaks off is kept as long as this. */
public final class SimpleFiles implements ContentFiles {
    private static final AnnexUuid NOBODY = new AnnexUuid("nobody");
    private final MemoryContent memory = new MemoryContent();

    @Override
    public ContentSource source(Path file) {
        return offset -> {
            try {
                Key key = MemoryContent.key("source", Files.size(file));
                memory.present.put(key, Files.readAllBytes(file));
                return memory.read(key, AssociatedFile.NONE, NOBODY, offset);
            } catch (IOException e) {
                throw new StoreException("cannot read " + file, e);
            }
        };
    }

    @Override
    public IncomingContent arrival(Key key, Path file) throws StoreException {
        IncomingContent arrival =
                memory.receive(key, AssociatedFile.NONE, NOBODY).orElseThrow();
        return new IncomingContent() {
            @Override
            public long offset() {
                return arrival.offset();
            }

            @Override
            public void receive(ReadableByteChannel source, long length, ByteBuffer buffer) throws IOException {
                arrival.receive(source, length, buffer);
            }

            @Override
            public boolean commit(boolean complete) throws StoreException {
                boolean right = arrival.commit(complete);
                if (right) {
                    write(key, file);
                }
                return right;
            }

            @Override
            public void close() {
                arrival.close();
            }
        };
    }

    private void write(Key key, Path file) throws StoreException {
        try {
            Files.write(file, memory.present.get(key));
            memory.present.remove(key);
        } catch (IOException e) {
            throw new StoreException("cannot write " + file, e);
        }
    }

    @Override
    public Key keyOf(Path file) throws StoreException {
        try {
            return MemoryContent.key("of", Files.size(file));
        } catch (IOException e) {
            throw new StoreException("no such file: " + file, e);
        }
    }
}
