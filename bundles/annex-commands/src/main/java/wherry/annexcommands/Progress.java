package wherry.annexcommands;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongConsumer;
import wherry.api.annex.Key;
import wherry.api.store.Arrival;
import wherry.api.store.ContentReader;
import wherry.api.store.StoreException;

/** How far a transfer is, on a line that is redrawn; shows nothing where there is no terminal. Used by one thread. */
final class Progress implements AutoCloseable {
    private static final long REDRAW_NANOSECONDS = 200_000_000;
    private static final double MEGABYTE = 1e6;
    private static final double SECOND = 1e9;

    private final String what;
    private final OptionalLong size;
    private final Optional<PrintStream> screen;
    private final long began = System.nanoTime();
    private long drawn = began;
    private long position;
    private long moved;
    private boolean shown;

    Progress(Session session, String what, Key key) {
        this.what = Words.shown(what);
        this.size = key.size();
        boolean visible = session.call().terminal() && !session.report().json();
        this.screen = visible ? Optional.of(session.call().err()) : Optional.empty();
    }

    boolean movedAtAll() {
        return moved > 0;
    }

    private void moved(long count) {
        position += count;
        moved += count;
        long now = System.nanoTime();
        if (now - drawn >= REDRAW_NANOSECONDS) {
            drawn = now;
            screen.ifPresent(this::draw);
        }
    }

    private void draw(PrintStream to) {
        double seconds = Math.max(1, drawn - began) / SECOND;
        String share = size.isPresent() && size.getAsLong() > 0
                ? String.format(Locale.ROOT, "%3d%%  ", position * 100 / size.getAsLong())
                : "";
        double done = position / MEGABYTE;
        double speed = moved / MEGABYTE / seconds;
        to.printf(Locale.ROOT, "\r%s  %s%.1f MB  %.1f MB/s\u001b[K", what, share, done, speed);
        to.flush();
        shown = true;
    }

    /** The same arrival, with what comes counted. */
    Arrival counting(Arrival arrival) {
        position = arrival.offset();
        return new CountedArrival(arrival, this::moved);
    }

    /** The same reader, with what goes counted. */
    ContentReader counting(ContentReader reader, long offset) {
        position = offset;
        return new CountedReader(reader, this::moved);
    }

    /** Wipes the line. */
    @Override
    public void close() {
        if (shown) {
            screen.ifPresent(to -> {
                to.print("\r\u001b[K");
                to.flush();
            });
        }
    }

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
