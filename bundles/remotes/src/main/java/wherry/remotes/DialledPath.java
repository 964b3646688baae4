package wherry.remotes;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import wherry.api.link.LinkStatus;
import wherry.api.link.Links;
import wherry.api.peer.PeerAddress;

/**
 * Over which link a peer is reached.
 *
 * @param links of the node
 */
record DialledPath(Links links) {
    /** The number of the newest link there is; 0 before the first. */
    long newest() {
        return links.open().stream().mapToLong(LinkStatus::id).max().orElse(0);
    }

    /**
     * The link to an address that was dialled since then.
     *
     * @param address that was dialled
     * @param since what {@link #newest()} said before that
     * @return empty if it is closed already
     */
    Optional<LinkStatus> to(PeerAddress address, long since) {
        return links.open().stream()
                .filter(LinkStatus::dialled)
                .filter(link -> link.id() > since && link.addresses().equals(List.of(address)))
                .min(Comparator.comparingLong(LinkStatus::id));
    }
}
