package wherry.control;

import wherry.api.command.Progress;

/** How far a transfer is, for those who only want to know. Used by one thread. */
class CountedProgress implements Progress {
    private long position;
    private long moved;

    @Override
    public final void at(long offset) {
        position = offset;
    }

    @Override
    public final void moved(long count) {
        position += count;
        moved += count;
        onMove();
    }

    /** Bytes from the start of the content. */
    final long position() {
        return position;
    }

    @Override
    public final long total() {
        return moved;
    }

    /** Called after each move. */
    void onMove() {}

    @Override
    public void close() {}
}
