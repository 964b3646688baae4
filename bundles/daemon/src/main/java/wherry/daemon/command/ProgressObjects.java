package wherry.daemon.command;

import java.io.PrintStream;
import java.util.Locale;
import java.util.OptionalLong;
import wherry.api.annex.Key;

/** How far a transfer is, as objects of JSON with git-annex's names, now and then and in the end. Used by one thread. */
final class ProgressObjects implements Progress {
    private static final long PAUSE_NANOSECONDS = 100_000_000;
    private static final double PERCENT = 100.0;

    private final String command;
    private final Key key;
    private final PrintStream out;
    private long told = System.nanoTime() - PAUSE_NANOSECONDS;
    private long position;
    private long toldPosition;
    private long moved;

    ProgressObjects(String command, Key key, PrintStream out) {
        this.command = command;
        this.key = key;
        this.out = out;
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
        if (now - told >= PAUSE_NANOSECONDS) {
            told = now;
            tell();
        }
    }

    private void tell() {
        toldPosition = position;
        JsonLine line = new JsonLine()
                .with("byte-progress", position)
                .with(
                        "action",
                        new JsonLine()
                                .with("command", "key " + command)
                                .with("key", KeyName.shown(key))
                                .fields());
        OptionalLong size = key.size();
        if (size.isPresent()) {
            double share = size.getAsLong() == 0 ? PERCENT : position * PERCENT / size.getAsLong();
            line.with("percent-progress", String.format(Locale.ROOT, "%.2f%%", share))
                    .with("total-size", size.getAsLong());
        }
        out.println(line);
    }

    @Override
    public long total() {
        return moved;
    }

    @Override
    public void close() {
        if (moved > 0 && position != toldPosition) {
            tell();
        }
    }
}
