package wherry.daemon.command;

/** How far a transfer is. Used by one thread. */
interface Progress extends AutoCloseable {
    /** It goes on from there, in bytes from the start. */
    void at(long offset);

    /** So many bytes more. */
    void moved(long count);

    /** How many bytes have moved since it began, those that were moved twice included. */
    long total();

    /** Nothing more is to be shown. */
    @Override
    void close();
}
