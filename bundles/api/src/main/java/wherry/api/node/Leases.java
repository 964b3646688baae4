package wherry.api.node;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Which bundles are in use by connections and commands, so that an old version of a bundle goes only when it has drained. A
 * service; thread-safe.
 */
@ProviderType
public interface Leases {
    /**
     * Says that a bundle is in use until the lease is closed.
     *
     * @param bundleId the framework's number of the bundle, as in the property {@code service.bundleid} of its services
     * @param purpose for lists, for instance {@code connection 17}
     * @return owned by the caller
     */
    Lease take(long bundleId, String purpose);

    /**
     * How often a bundle is in use.
     *
     * @param bundleId the framework's number of the bundle
     * @return number of open leases
     */
    int count(long bundleId);
}
