package wherry.daemon.command;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import wherry.api.annex.AnnexUuid;
import wherry.api.annex.AssociatedFile;
import wherry.api.annex.Key;
import wherry.api.command.Invocation;
import wherry.api.node.Newest;
import wherry.api.node.Used;
import wherry.api.peer.PeerConnection;
import wherry.api.store.Arrival;
import wherry.api.store.ContentFiles;
import wherry.api.store.ContentReader;
import wherry.api.store.ContentSource;
import wherry.api.store.StoreException;

/** Content between plain files of the caller and a peer. */
final class KeyTransfers {
    private static final String PURPOSE = "key";

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

    /**
     * Brings content into a file, from where it was when a link broke. What came of an earlier try and proves wrong is brought once more
     * from the start.
     */
    boolean get(PeerSession session, Key key, Path file, Progress progress) throws IOException, InterruptedException {
        try (Used<ContentFiles> used = files()) {
            return session.ask(progress::total, peer -> {
                long offset;
                try (Arrival arrival = used.service().arrival(key, file)) {
                    offset = arrival.offset();
                    if (get(peer, key, arrival, progress)) {
                        return true;
                    }
                }
                try (Arrival again = used.service().arrival(key, file)) {
                    return offset > 0 && again.offset() == 0 && get(peer, key, again, progress);
                }
            });
        }
    }

    private static boolean get(PeerConnection peer, Key key, Arrival into, Progress progress) throws IOException {
        progress.at(into.offset());
        return peer.get(key, AssociatedFile.NONE, new CountedArrival(into, progress::moved));
    }

    /**
     * What became of content that was sent.
     *
     * @param stored whether the peer has it now
     * @param others who has it now, too
     */
    record Delivery(boolean stored, List<AnnexUuid> others) {}

    /** Sends the content of a file, from where the peer has it when a link broke. */
    Delivery put(PeerSession session, Key key, Path file, Progress progress) throws IOException, InterruptedException {
        try (Used<ContentFiles> used = files()) {
            ContentSource source = used.service().source(file);
            ContentSource counted = offset -> {
                progress.at(offset);
                return source.open(offset).map(reader -> new CountedReader(reader, progress::moved));
            };
            return session.ask(
                    progress::total, peer -> new Delivery(peer.put(key, AssociatedFile.NONE, counted), peer.others()));
        }
    }

    /** Shows how far a transfer is. */
    Progress progress(String what, Key key, boolean json, boolean objects) {
        if (objects) {
            return new ProgressObjects(what, key, call.out());
        }
        return new ProgressLine(what, key, !json && call.terminal() ? Optional.of(call.err()) : Optional.empty());
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
