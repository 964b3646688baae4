package wherry.control;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import wherry.api.command.CallerTerminal;

/** The caller's terminal. */
final class Screen implements CallerTerminal {
    static final int USUAL_COLUMNS = 80;
    private static final int USUAL_ROWS = 24;
    private static final long FIRST_SIZE_SECONDS = 2;

    private final Caller caller;
    private final CountDownLatch measured = new CountDownLatch(1);
    private volatile int columns = USUAL_COLUMNS;
    private volatile int rows = USUAL_ROWS;
    private volatile @Nullable Runnable listener;

    Screen(Caller caller) {
        this.caller = caller;
    }

    /** Asks for raw mode and waits, though not for long, till the caller has said how big its window is. */
    void open() {
        if (send("raw")) {
            try {
                measured.await(FIRST_SIZE_SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private boolean send(String mode) {
        try {
            caller.send(FrameType.TERMINAL, mode.getBytes(US_ASCII));
            return true;
        } catch (IOException e) {
            // The caller is gone; whoever reads or writes next learns it.
            return false;
        }
    }

    /** The caller says how big its window is, zeros if it does not know. */
    void resized(ByteBuffer size) {
        if (size.remaining() == 2 * Short.BYTES) {
            int newRows = Short.toUnsignedInt(size.getShort());
            int newColumns = Short.toUnsignedInt(size.getShort());
            rows = newRows == 0 ? USUAL_ROWS : newRows;
            columns = newColumns == 0 ? USUAL_COLUMNS : newColumns;
        }
        // Before the first size is made known: whoever waits for that is not to be told of it as a change.
        Runnable told = listener;
        measured.countDown();
        if (told != null) {
            told.run();
        }
    }

    @Override
    public int columns() {
        return columns;
    }

    @Override
    public int rows() {
        return rows;
    }

    @Override
    public void onResize(Runnable newListener) {
        listener = newListener;
    }

    @Override
    public void close() {
        listener = null;
        send("cooked");
    }
}
