package wherry.api.link;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import wherry.api.peer.PeerAddress;

/**
 * What the node knows of an open link.
 *
 * @param id unique while the node runs, from 1
 * @param dialled true if this node opened it, false if the peer did
 * @param netname of the network, as in {@link LinkSource#netname()}
 * @param addresses as in {@link Link#addresses()}
 * @param remote as in {@link Link#remote()}
 * @param since when it was opened
 * @param peer who it is, once that is known
 * @param sent bytes to the other end so far
 * @param received bytes from the other end so far
 */
public record LinkStatus(
        long id,
        boolean dialled,
        Optional<String> netname,
        List<PeerAddress> addresses,
        String remote,
        Instant since,
        Optional<String> peer,
        long sent,
        long received) {
    /** Copies the list. */
    public LinkStatus {
        addresses = List.copyOf(addresses);
    }
}
