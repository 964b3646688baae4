package wherry.api.node;

/**
 * A service in use: its bundle stays until this is closed.
 *
 * @param <S> the kind of service
 * @param service newest when it was taken
 * @param lease on the service's bundle
 */
public record Used<S>(S service, Lease lease) implements AutoCloseable {
    @Override
    public void close() {
        lease.close();
    }
}
