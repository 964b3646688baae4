package wherry.api.protocol;

import org.osgi.annotation.versioning.ProviderType;

/**
 * The one way to tell a machine how an operation that it asked for went. To be called once, under the rules of the machine
 * that gave it: it is a mutation, so {@code poll} follows.
 *
 * @param <T> what the operation results in
 */
@ProviderType
public interface Completion<T> {
    /**
     * It was done.
     *
     * @param result what came of it
     */
    void with(T result);

    /**
     * It could not be done; the peer is told why and the connection goes on.
     *
     * @param reason one line for the peer; holds no secret and no path
     */
    void failed(String reason);
}
