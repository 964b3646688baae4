package wherry.api.serving;

import java.nio.file.Path;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;
import wherry.api.annex.AnnexUuid;
import wherry.api.node.Used;
import wherry.api.peer.PeerAddress;

/**
 * What this node serves, found by what a caller knows of it: the address that it has dialled, a path, or the UUID in one. A service;
 * thread-safe.
 */
@ProviderType
public interface ServedCatalog {
    /**
     * What can be reached by an address.
     *
     * @param address of a repository
     * @param purpose for lists of leases
     * @return the repository first, then all that has it as its gateway; empty if it is not served now. Owned by the caller, open until
     *     closed
     */
    Used<List<Served>> at(PeerAddress address, String purpose);

    /**
     * What can be reached by a folder.
     *
     * @param folder the top of a repository's working tree, or its git directory
     * @param purpose for lists of leases
     * @return as of {@link #at}
     */
    Used<List<Served>> in(Path folder, String purpose);

    /**
     * What goes by a UUID.
     *
     * @param uuid of a repository, or of what has one as its gateway
     * @param purpose for lists of leases
     * @return all that are served by that UUID: mostly one or none. Owned by the caller, open until closed
     */
    Used<List<Served>> of(AnnexUuid uuid, String purpose);
}
