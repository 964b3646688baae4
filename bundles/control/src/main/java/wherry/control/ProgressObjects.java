package wherry.control;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.OptionalLong;
import wherry.api.command.Display;
import wherry.api.command.JsonLine;

/** How far a transfer is, as objects of JSON with git-annex's names, now and then and in the end. Used by one thread. */
final class ProgressObjects extends CountedProgress {
    private static final long PAUSE_NANOSECONDS = 100_000_000;
    private static final double PERCENT = 100.0;

    private final JsonLine action;
    private final OptionalLong size;
    private final Display display;
    private long told = System.nanoTime() - PAUSE_NANOSECONDS;
    private long toldPosition;

    ProgressObjects(JsonLine action, OptionalLong size, Display display) {
        this.action = action;
        this.size = size;
        this.display = display;
    }

    @Override
    void onMove() {
        long now = System.nanoTime();
        if (now - told >= PAUSE_NANOSECONDS) {
            told = now;
            tell();
        }
    }

    private void tell() {
        toldPosition = position();
        JsonLine line = new JsonLine().with("byte-progress", toldPosition).with("action", action.fields());
        if (size.isPresent()) {
            double share = size.getAsLong() == 0 ? PERCENT : toldPosition * PERCENT / size.getAsLong();
            line.with("percent-progress", percent(share)).with("total-size", size.getAsLong());
        }
        display.json(line);
    }

    /** SOURCE: git-annex rounds to two digits and leaves out zeros at the end. */
    private static String percent(double share) {
        return BigDecimal.valueOf(share)
                        .setScale(2, RoundingMode.HALF_UP)
                        .stripTrailingZeros()
                        .toPlainString()
                + "%";
    }

    @Override
    public void close() {
        if (total() > 0 && position() != toldPosition) {
            tell();
        }
    }
}
