package wherry.daemon.dial;

import java.util.Map;
import wherry.api.peer.Dialer;
import wherry.daemon.bench.Configured;
import wherry.daemon.serve.ServedAnnex;
import wherry.kit.OfferedServices;
import wherry.protocol.P2pProtocolEngine;

/** Dialers for tests of other packages. */
public final class Dialers {
    private Dialers() {}

    /** Reaches what is served, over its links. */
    public static Dialer to(ServedAnnex served) {
        NodeDialer dialer = new NodeDialer(
                ServedAnnex.OWN_BUNDLE,
                Configured.with(Map.of()),
                served.links,
                served.leases,
                served.threads,
                OfferedServices.newest(served.leases, ServedAnnex.ENGINE_BUNDLE, new P2pProtocolEngine()),
                new AdmittedTokens());
        return dialer;
    }
}
