package wherry.transport.api;

import java.nio.file.Path;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What a transport may know of the place that it makes reachable: a name, where it is, and some settings and a folder that are
 * private to this network. Immutable; may be used from any thread.
 */
@ProviderType
public interface Site {
    /**
     * Tells sites apart; stable over restarts and unique on this machine.
     *
     * @return letters, digits and dashes
     */
    String name();

    /**
     * Where somebody stands who works with this site, for programs that look at that.
     *
     * @return an existing folder
     */
    Path folder();

    /**
     * The values that the user gave a setting of this network: {@code git config annex.p2p-NETNAME-SETTING}.
     *
     * @param setting for instance {@code listen}; lower-case
     * @return all values in the order of the configuration, read at this call; empty if not set
     * @throws TransportException if the configuration cannot be read
     */
    List<String> settings(String setting) throws TransportException;

    /**
     * Where the transport may keep what belongs to this site, such as a port or a private key.
     *
     * @return an existing folder that only the user can enter, private to this site and network
     * @throws TransportException if it cannot be made
     */
    Path state() throws TransportException;
}
