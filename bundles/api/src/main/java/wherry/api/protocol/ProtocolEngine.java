package wherry.api.protocol;

import org.osgi.annotation.versioning.ProviderType;
import wherry.api.annex.AnnexUuid;
import wherry.api.annex.ServeMode;

/**
 * Makes machines that speak git-annex's P2P protocol. A service, so that a new version serves new connections while old ones
 * end on the old one. Thread-safe; the machines are not.
 *
 * @see <a href="https://git-annex.branchable.com/design/p2p_protocol/">P2P protocol</a>
 */
@ProviderType
public interface ProtocolEngine {
    /**
     * A machine for the serving end of a new link; it expects AUTH first.
     *
     * @param mode what the peer may do, until {@link ServerMachine#permit} changes it
     * @return a new machine
     */
    ServerMachine server(ServeMode mode);

    /**
     * A machine for the serving end of a new link whose peer was authenticated by other means, as ssh does: it says AUTH-SUCCESS
     * without being asked, which the first poll brings.
     *
     * @param self announced in AUTH-SUCCESS
     * @param mode what the peer may do
     * @return a new machine
     */
    ServerMachine serverOfKnownPeer(AnnexUuid self, ServeMode mode);

    /**
     * A machine for the asking end of a new link.
     *
     * @return a new machine
     */
    ClientMachine client();
}
