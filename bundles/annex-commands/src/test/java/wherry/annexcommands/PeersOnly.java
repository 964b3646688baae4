package wherry.annexcommands;

import java.util.List;
import java.util.Map;
import wherry.api.peer.Dialer;
import wherry.api.remote.RemoteScheme;
import wherry.api.remote.Remotes;
import wherry.kit.CountedLeases;
import wherry.kit.OfferedServices;
import wherry.remotes.ConfiguredRemotes;
import wherry.remotes.PeerRemotes;

/** Remotes as a node has them that can dial peers and nothing else. */
final class PeersOnly {
    private PeersOnly() {}

    static Remotes by(Dialer dialer) {
        CountedLeases leases = new CountedLeases();
        RemoteScheme peers = new PeerRemotes(OfferedServices.newest(leases, 1, dialer));
        return new ConfiguredRemotes(leases, List.of(Map.entry(Map.of(RemoteScheme.SCHEME, "p2p-annex"), peers)));
    }
}
