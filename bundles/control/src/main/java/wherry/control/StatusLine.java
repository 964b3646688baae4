package wherry.control;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import wherry.api.command.Progress;

/**
 * The line of a terminal that tells how far transfers are: redrawn now and then, cut to the width of the window, one line for all
 * that run at once, and wiped before anything else is printed. Thread-safe.
 */
final class StatusLine {
    private static final long REDRAW_NANOSECONDS = 200_000_000;
    private static final String WIPE = "\r\u001b[K";

    private final PrintStream screen;
    private final IntSupplier columns;
    private final LongSupplier clock;
    private final Map<Progress, Transferred> running = new LinkedHashMap<>();
    private long drawn;
    private boolean shown;

    /**
     * Draws nothing yet.
     *
     * @param columns width of the window
     * @param clock nanoseconds
     */
    StatusLine(PrintStream screen, IntSupplier columns, LongSupplier clock) {
        this.screen = screen;
        this.columns = columns;
        this.clock = clock;
    }

    /** One more transfer, until it is closed. */
    synchronized Progress begin(String what, OptionalLong size) {
        if (running.isEmpty()) {
            drawn = clock.getAsLong();
        }
        Shown progress = new Shown();
        running.put(progress, new Transferred(what, size, clock.getAsLong(), 0, 0));
        return progress;
    }

    private synchronized void moved(Shown progress) {
        running.computeIfPresent(progress, (p, before) -> before.at(progress.position(), progress.total()));
        long now = clock.getAsLong();
        if (now - drawn >= REDRAW_NANOSECONDS) {
            drawn = now;
            String text = Transferred.text(running.values(), now, columns.getAsInt() - 1);
            screen.print("\r" + text + "\u001b[K");
            screen.flush();
            shown = true;
        }
    }

    private synchronized void ended(Shown progress) {
        running.remove(progress);
        wipe();
    }

    private synchronized void wipe() {
        if (shown) {
            shown = false;
            screen.print(WIPE);
            screen.flush();
        }
    }

    /** A stream to the same terminal: the line is wiped before something is printed there. */
    OutputStream before(OutputStream next) {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                write(new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                synchronized (StatusLine.this) {
                    wipe();
                    next.write(bytes, offset, length);
                }
            }

            @Override
            public void flush() throws IOException {
                next.flush();
            }
        };
    }

    /** How far one is. Used by one thread. */
    private final class Shown extends CountedProgress {
        @Override
        void onMove() {
            StatusLine.this.moved(this);
        }

        @Override
        public void close() {
            ended(this);
        }
    }
}
