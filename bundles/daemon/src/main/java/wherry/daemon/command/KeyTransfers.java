package wherry.daemon.command;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.LongConsumer;
import wherry.api.annex.AssociatedFile;
import wherry.api.annex.Key;
import wherry.api.command.Invocation;
import wherry.api.node.Newest;
import wherry.api.node.Used;
import wherry.api.peer.UnreachableException;
import wherry.api.store.Arrival;
import wherry.api.store.ContentFiles;
import wherry.api.store.ContentReader;
import wherry.api.store.ContentSource;
import wherry.api.store.StoreException;
import wherry.daemon.command.Introductions.Introduction;

/** Content between plain files of the caller and a peer. */
final class KeyTransfers {
    private static final String PURPOSE = "key";

    /** SOURCE: git-annex tries as often while there is progress. */
    private static final int RETRIES = 5;

    private final Invocation call;
    private final Newest<ContentFiles> files;

    KeyTransfers(Invocation call, Newest<ContentFiles> files) {
        this.call = call;
        this.files = files;
    }

    private Used<ContentFiles> files() throws StoreException {
        return files.use(PURPOSE).orElseThrow(() -> new StoreException("no store is running"));
    }

    Key keyOf(Path file) throws IOException {
        try (Used<ContentFiles> used = files()) {
            return used.service().keyOf(file);
        }
    }

    /** Brings content into a file; goes on where it was when the link breaks, as long as that brings something. */
    boolean get(Introductions peers, Introduction peer, Key key, Path file, boolean quiet)
            throws IOException, InterruptedException {
        try (Used<ContentFiles> used = files();
                ProgressLine progress = progress("get", key, quiet)) {
            long reached = -1;
            for (int retries = RETRIES; ; retries--) {
                try (Arrival arrival = used.service().arrival(key, file)) {
                    long offset = arrival.offset();
                    progress.at(offset);
                    if (retries < RETRIES && offset <= reached) {
                        throw new UnreachableException(
                                "the connection to " + peer.address() + " broke again and again");
                    }
                    reached = offset;
                    Arrival counted = new CountedArrival(arrival, progress::moved);
                    return peers.connect(peer, open -> open.get(key, AssociatedFile.NONE, counted));
                } catch (UnreachableException e) {
                    if (retries == 0 || reached < 0 || !progress.movedAtAll()) {
                        throw e;
                    }
                }
            }
        }
    }

    /** Sends the content of a file. */
    boolean put(Introductions peers, Introduction peer, Key key, Path file, boolean quiet)
            throws IOException, InterruptedException {
        try (Used<ContentFiles> used = files();
                ProgressLine progress = progress("put", key, quiet)) {
            ContentSource source = used.service().source(file);
            ContentSource counted = offset -> {
                progress.at(offset);
                return source.open(offset).map(reader -> new CountedReader(reader, progress::moved));
            };
            return peers.connect(peer, open -> open.put(key, AssociatedFile.NONE, counted));
        }
    }

    private ProgressLine progress(String what, Key key, boolean quiet) {
        return new ProgressLine(what, key, !quiet && call.terminal() ? Optional.of(call.err()) : Optional.empty());
    }

    /** Counts what comes. */
    private record CountedArrival(Arrival arrival, LongConsumer progress) implements Arrival {
        @Override
        public long offset() {
            return arrival.offset();
        }

        @Override
        public void receive(ReadableByteChannel source, long length, ByteBuffer buffer) throws IOException {
            arrival.receive(new CountedSource(source, progress), length, buffer);
        }

        @Override
        public boolean commit(boolean complete) throws StoreException {
            return arrival.commit(complete);
        }

        @Override
        public void close() {
            arrival.close();
        }
    }

    private record CountedSource(ReadableByteChannel source, LongConsumer progress) implements ReadableByteChannel {
        @Override
        public int read(ByteBuffer target) throws IOException {
            int count = source.read(target);
            progress.accept(Math.max(0, count));
            return count;
        }

        @Override
        public boolean isOpen() {
            return source.isOpen();
        }

        @Override
        public void close() throws IOException {
            source.close();
        }
    }

    /** Counts what goes. */
    private record CountedReader(ContentReader reader, LongConsumer progress) implements ContentReader {
        @Override
        public long length() {
            return reader.length();
        }

        @Override
        public void sendTo(WritableByteChannel target, LongConsumer sent) throws IOException {
            reader.sendTo(target, sent.andThen(progress));
        }

        @Override
        public boolean unchanged() throws StoreException {
            return reader.unchanged();
        }

        @Override
        public void delivered() throws StoreException {
            reader.delivered();
        }

        @Override
        public void close() {
            reader.close();
        }
    }
}
