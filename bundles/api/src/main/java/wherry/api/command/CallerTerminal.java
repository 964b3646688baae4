package wherry.api.command;

import org.osgi.annotation.versioning.ProviderType;

/** The caller's terminal in raw mode: every key comes at once on standard input, nothing is echoed. Thread-safe. */
@ProviderType
public interface CallerTerminal extends AutoCloseable {
    /**
     * Its width.
     *
     * @return columns, positive
     */
    int columns();

    /**
     * Its height.
     *
     * @return rows, positive
     */
    int rows();

    /**
     * Tells of changes of its size.
     *
     * @param listener called on a thread of the caller's connection, must not block
     */
    void onResize(Runnable listener);

    /** Back to the mode that it was in. */
    @Override
    void close();
}
