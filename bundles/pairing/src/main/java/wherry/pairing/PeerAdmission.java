package wherry.pairing;

import java.io.IOException;
import java.time.Duration;
import wherry.api.annex.AnnexUuid;
import wherry.api.node.NewestService;
import wherry.api.node.Used;
import wherry.api.peer.AuthenticationException;
import wherry.api.peer.Dialer;
import wherry.api.peer.PeerAddress;
import wherry.api.peer.PeerConnection;
import wherry.api.peer.PeerException;
import wherry.api.peer.RemoteProtocolException;

/**
 * Asks a peer whether it admits us, before anything is stored or made.
 *
 * @param dialers that are there
 * @param timeout for all of it
 */
record PeerAdmission(NewestService<Dialer> dialers, Duration timeout) {
    /** Who the peer is, once it has admitted us. */
    AnnexUuid ask(AdmittingAddress peer, AnnexUuid self) throws IOException, InterruptedException {
        try (Used<Dialer> dialer = dialer(peer.address());
                PeerConnection connection = dialer.service().open(peer.address(), self, peer.token(), timeout)) {
            return wellFormed(connection.uuid(), peer.address());
        } catch (AuthenticationException e) {
            throw new AuthenticationException(
                    "Unable to authenticate with peer. Please check the address and try again; a new one comes from"
                            + " wherry p2p --gen-addresses on the other side.",
                    e);
        }
    }

    private static AnnexUuid wellFormed(AnnexUuid uuid, PeerAddress peer) throws RemoteProtocolException {
        if (!uuid.hasUuidForm()) {
            throw new RemoteProtocolException(peer + " says that its UUID is \"" + uuid + "\", which is none");
        }
        return uuid;
    }

    Used<Dialer> dialer(PeerAddress peer) throws PeerException {
        return dialers.use("peer " + peer)
                .orElseThrow(() -> new PeerException("nothing is running that could reach " + peer));
    }
}
