package wherry.daemon.command;

import java.io.PrintStream;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import wherry.api.annex.Key;

/** How far a transfer is, on a line that is redrawn; shows nothing where there is no terminal. Used by one thread. */
final class ProgressLine implements Progress {
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

    ProgressLine(String what, Key key, Optional<PrintStream> screen) {
        this.what = what;
        this.size = key.size();
        this.screen = screen;
    }

    @Override
    public void at(long offset) {
        position = offset;
    }

    @Override
    public void moved(long count) {
        position += count;
        moved += count;
        long now = System.nanoTime();
        if (now - drawn >= REDRAW_NANOSECONDS) {
            drawn = now;
            screen.ifPresent(this::draw);
        }
    }

    @Override
    public long total() {
        return moved;
    }

    private void draw(PrintStream to) {
        double seconds = Math.max(1, drawn - began) / SECOND;
        String share = size.isPresent() && size.getAsLong() > 0
                ? String.format(Locale.ROOT, "%3d%%  ", position * 100 / size.getAsLong())
                : "";
        to.printf(
                Locale.ROOT,
                "\r%s  %s%.1f MB  %.1f MB/s\u001b[K",
                what,
                share,
                position / MEGABYTE,
                moved / MEGABYTE / seconds);
        to.flush();
        shown = true;
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
}
