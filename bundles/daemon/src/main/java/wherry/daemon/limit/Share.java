package wherry.daemon.limit;

/** Something that a peer holds. */
@FunctionalInterface
public interface Share extends AutoCloseable {
    /** Gives it back. May be called from any thread, more than once. */
    @Override
    void close();
}
