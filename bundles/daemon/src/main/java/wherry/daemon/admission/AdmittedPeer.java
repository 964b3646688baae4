package wherry.daemon.admission;

import java.util.function.Consumer;
import wherry.api.annex.AnnexUuid;
import wherry.api.annex.ServeMode;
import wherry.api.link.Link;
import wherry.api.peer.PeerToken;
import wherry.api.serving.Served;

/**
 * A peer that has been let in over one link.
 *
 * @param peer as it was known then
 * @param uuid what it calls itself
 * @param served what it was let in to
 * @param link that it came over
 * @param limit changes what it may do; does not block
 */
record AdmittedPeer(PeerToken peer, AnnexUuid uuid, Served served, Link link, Consumer<ServeMode> limit) {
    /** May be called again when its rights or those of what is served have changed. */
    void permit(PeerToken entry) {
        limit.accept(served.rights().and(entry.rights()));
    }

    /** Whether an entry of its token lets it in over its link. */
    boolean comesOver(PeerToken entry) {
        return entry.address().map(link.addresses()::contains).orElse(false);
    }
}
