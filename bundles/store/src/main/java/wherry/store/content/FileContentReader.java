package wherry.store.content;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import wherry.api.annex.StoreException;
import wherry.api.content.ContentReader;
import wherry.store.file.FileIdentity;
import wherry.store.file.StoreFailures;
import wherry.store.transfer.Transfer;

/** A file with content on its way out. */
final class FileContentReader implements ContentReader {
    private static final Logger LOG = LoggerFactory.getLogger("wherry.store");
    private static final long PART_BYTES = 256 * 1024;
    private static final int HASH_BUFFER_BYTES = 64 * 1024;

    private final Path file;
    private final FileChannel channel;
    private final FileIdentity opened;
    private final long offset;
    private final Transfer transfer;
    private final Optional<ContentHash> suspicion;
    private boolean open = true;

    private FileContentReader(
            Path file,
            FileChannel channel,
            FileIdentity opened,
            long offset,
            Transfer transfer,
            Optional<ContentHash> suspicion) {
        this.file = file;
        this.channel = channel;
        this.opened = opened;
        this.offset = Math.min(offset, opened.size());
        this.transfer = transfer;
        this.suspicion = suspicion;
    }

    /** Begins the log of a transfer that will take place. */
    interface Log {
        Transfer begin() throws IOException;
    }

    /**
     * Opens a file.
     *
     * @param suspicion hashes what is in the file, if that may have been changed without being noticed
     * @return empty if there is no such file
     */
    static Optional<ContentReader> open(Path file, long offset, Log log, Optional<ContentHash> suspicion)
            throws IOException {
        // Looked at before it is opened: a file that takes its place in between then counts as changed.
        Optional<FileIdentity> identity = FileIdentity.of(file);
        if (identity.isEmpty()) {
            return Optional.empty();
        }
        FileChannel channel;
        try {
            channel = FileChannel.open(file, StandardOpenOption.READ);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        Optional<ContentReader> reader = Optional.empty();
        try {
            reader = Optional.of(new FileContentReader(file, channel, identity.get(), offset, log.begin(), suspicion));
            return reader;
        } finally {
            if (reader.isEmpty()) {
                channel.close();
            }
        }
    }

    @Override
    public long length() {
        return opened.size() - offset;
    }

    @Override
    public void sendTo(WritableByteChannel target, LongConsumer progress) throws IOException {
        long at = offset;
        while (at < opened.size()) {
            long sent = channel.transferTo(at, Math.min(PART_BYTES, opened.size() - at), target);
            if (sent <= 0) {
                throw new StoreException(file + " became shorter while it was sent");
            }
            at += sent;
            progress.accept(sent);
            transfer.progress(at, opened.size());
        }
    }

    @Override
    public boolean unchanged() throws StoreException {
        try {
            return Optional.of(opened).equals(FileIdentity.of(file)) && (suspicion.isEmpty() || rightContent());
        } catch (IOException e) {
            throw StoreFailures.of("cannot tell whether " + file + " has changed", e);
        }
    }

    private boolean rightContent() throws IOException {
        ContentHash hash = suspicion.orElseThrow();
        ByteBuffer buffer = ByteBuffer.allocateDirect(HASH_BUFFER_BYTES);
        long at = 0;
        for (int count = channel.read(buffer, at); count >= 0; count = channel.read(buffer, at)) {
            at += count;
            hash.update(buffer.flip());
            buffer.clear();
        }
        return hash.matches();
    }

    @Override
    public void delivered() throws StoreException {
        open = false;
        try {
            transfer.succeeded();
        } catch (IOException e) {
            throw StoreFailures.of("cannot end the log of a transfer", e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.warn("file={} cannot be closed: {}", file, e.toString());
        }
        if (open) {
            open = false;
            transfer.failed();
        }
    }
}
