package wherry.control;

import java.io.PrintStream;
import java.util.Locale;
import java.util.OptionalLong;

/** How far a transfer is, on a line that is redrawn. Used by one thread. */
final class ProgressLine extends CountedProgress {
    private static final long REDRAW_NANOSECONDS = 200_000_000;
    private static final double MEGABYTE = 1e6;
    private static final double SECOND = 1e9;
    private static final int PERCENT = 100;

    private final String what;
    private final OptionalLong size;
    private final PrintStream screen;
    private final long began = System.nanoTime();
    private long drawn = began;
    private boolean shown;

    ProgressLine(String what, OptionalLong size, PrintStream screen) {
        this.what = what;
        this.size = size;
        this.screen = screen;
    }

    @Override
    void onMove() {
        long now = System.nanoTime();
        if (now - drawn >= REDRAW_NANOSECONDS) {
            drawn = now;
            draw();
        }
    }

    private void draw() {
        double seconds = Math.max(1, drawn - began) / SECOND;
        String share = size.isPresent() && size.getAsLong() > 0
                ? String.format(Locale.ROOT, "%3d%%  ", position() * PERCENT / size.getAsLong())
                : "";
        screen.printf(
                Locale.ROOT,
                "\r%s  %s%.1f MB  %.1f MB/s\u001b[K",
                what,
                share,
                position() / MEGABYTE,
                total() / MEGABYTE / seconds);
        screen.flush();
        shown = true;
    }

    /** Wipes the line. */
    @Override
    public void close() {
        if (shown) {
            screen.print("\r\u001b[K");
            screen.flush();
        }
    }
}
