package wherry.daemon.serve;

import java.nio.file.Path;
import wherry.daemon.flow.MinimumRate;
import wherry.daemon.limit.Claimant;
import wherry.daemon.limit.OverLimitException;
import wherry.daemon.limit.Resource;
import wherry.daemon.limit.Share;
import wherry.daemon.limit.Shares;

/** What one unfinished PUT holds of the node, as long as it keeps pace. Used by one thread. */
final class UnfinishedPut implements AutoCloseable {
    private final Shares shares;
    private final Claimant peer;
    private final MinimumRate pace;
    private final Share place;
    private Share space = () -> {};

    /**
     * Takes a place, and has the pace begin.
     *
     * @param pace of what the peer sends
     * @throws OverLimitException if the peer, its network or the node has no more places
     */
    UnfinishedPut(Shares shares, Claimant peer, MinimumRate pace) throws OverLimitException {
        this.shares = shares;
        this.peer = peer;
        this.pace = pace;
        this.place = shares.claim(Resource.UPLOADS, peer, 1);
        pace.begin();
    }

    /**
     * Keeps space free for what is to come.
     *
     * @param bytes not negative
     * @param folder on the disk that they will be written to
     * @throws OverLimitException if too much of what is free would be kept by this peer or its network
     */
    void reserve(long bytes, Path folder) throws OverLimitException {
        Claimant there = new Claimant(peer.peer(), peer.network() + " " + folder);
        long free = folder.toFile().getUsableSpace();
        space = shares.claim(
                Resource.RESERVED, there, bytes, ConnectionLimits.ofSpace(shares.limit(Resource.RESERVED), free));
    }

    void moved(long bytes) {
        pace.moved(bytes);
    }

    /** All has come: what is left to do is not the peer's. */
    void arrived() {
        pace.end();
    }

    @Override
    public void close() {
        pace.end();
        space.close();
        place.close();
    }
}
