package wherry.api.node;

import org.osgi.annotation.versioning.ProviderType;

/** Says that a bundle is in use. May be closed from any thread, more than once. */
@ProviderType
public interface Lease extends AutoCloseable {
    @Override
    void close();
}
