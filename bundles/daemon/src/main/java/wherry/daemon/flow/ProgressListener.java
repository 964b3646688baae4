package wherry.daemon.flow;

/** Is told of bytes that are to move. */
public interface ProgressListener {
    /** Bytes are to move from now on. */
    void begin();

    /**
     * They move.
     *
     * @param bytes how many more
     */
    void moved(long bytes);

    /** They have moved, or failed to. */
    void end();

    /**
     * Nobody minds how fast.
     *
     * @return does nothing
     */
    static ProgressListener unwatched() {
        return new ProgressListener() {
            @Override
            public void begin() {}

            @Override
            public void moved(long bytes) {}

            @Override
            public void end() {}
        };
    }
}
