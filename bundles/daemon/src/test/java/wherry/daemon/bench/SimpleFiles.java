package wherry.daemon.bench;

import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import wherry.api.annex.AnnexUuid;
import wherry.api.annex.AssociatedFile;
import wherry.api.annex.Key;
import wherry.api.annex.StoreException;
import wherry.api.content.ContentAnswer;
import wherry.api.content.ContentSource;
import wherry.api.content.IncomingContent;
import wherry.api.store.ContentFiles;

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
    public IncomingContent incoming(Key key, Path file) throws StoreException {
        IncomingContent arrival =
                memory.receive(key, AssociatedFile.NONE, NOBODY).incoming().orElseThrow();
        return new IncomingContent() {
            @Override
            public long offset() {
                return arrival.offset();
            }

            @Override
            public WritableByteChannel begin(long length) throws IOException {
                return arrival.begin(length);
            }

            @Override
            public ContentAnswer commit(boolean complete) throws IOException {
                ContentAnswer answer = arrival.commit(complete);
                if (answer.done()) {
                    write(key, file);
                }
                return answer;
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
