package wherry.daemon.serve;

import java.io.IOException;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import wherry.api.annex.AnnexUuid;
import wherry.api.link.Link;
import wherry.api.peer.AuthToken;
import wherry.api.store.Repository;

/** Decides whether the peer of one link may come in. Used by one thread. */
final class Doorkeeper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger("wherry.daemon.serve");

    /** SOURCE: the real git-annex admits whatever a peer calls itself; in transfer logs the name becomes that of a folder. */
    private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,63}");

    private static final AnnexUuid NAMELESS = new AnnexUuid("00000000-0000-0000-0000-000000000000");

    private final Link link;
    private final Repository repository;
    private final Guesses guesses;
    private final Anteroom.Visit visit;
    private final Runnable whenAdmitted;
    private AnnexUuid peer = NAMELESS;
    private boolean admitted;

    Doorkeeper(Link link, Repository repository, Guesses guesses, Anteroom.Visit visit, Runnable whenAdmitted) {
        this.link = link;
        this.repository = repository;
        this.guesses = guesses;
        this.visit = visit;
        this.whenAdmitted = whenAdmitted;
    }

    /** What the peer calls itself; for logs only. */
    AnnexUuid peer() {
        return peer;
    }

    boolean admitted() {
        return admitted;
    }

    boolean admit(String claimedUuid, AuthToken token) throws IOException, InterruptedException {
        admitted = repository.credentials().admits(token, link.addresses());
        if (admitted) {
            visit.close();
            peer = HARMLESS.matcher(claimedUuid).matches() ? new AnnexUuid(claimedUuid) : NAMELESS;
            whenAdmitted.run();
            LOG.info("peer connected peer={} uuid={}", link.remote(), peer);
        } else {
            LOG.warn("peer refused: wrong token peer={}", link.remote());
            guesses.delay(link.remote());
        }
        return admitted;
    }

    @Override
    public void close() {
        visit.close();
        if (admitted) {
            LOG.info("peer gone peer={} uuid={}", link.remote(), peer);
        }
    }
}
