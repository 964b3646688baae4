package wherry.daemon.serve;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import wherry.api.annex.AnnexUuid;
import wherry.api.annex.ServeMode;
import wherry.api.link.Link;
import wherry.api.peer.AuthToken;
import wherry.api.peer.PeerAddress;
import wherry.api.peer.PeerRegistry;
import wherry.api.store.Repository;
import wherry.daemon.limit.Claimant;
import wherry.daemon.limit.OverLimitException;
import wherry.daemon.limit.Resource;
import wherry.daemon.limit.Share;
import wherry.daemon.limit.Shares;

/** Decides whether the peer of one link may come in. Used by one thread. */
final class PeerAuthentication implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger("wherry.daemon.serve");
    private static final Logger STRANGERS = LoggerFactory.getLogger("wherry.strangers");

    /** SOURCE: the real git-annex admits whatever a peer calls itself; in transfer logs the name becomes that of a folder. */
    private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,63}");

    private static final AnnexUuid NAMELESS = new AnnexUuid("00000000-0000-0000-0000-000000000000");

    private final Link link;
    private final Repository repository;
    private final WrongTokenDelay guesses;
    private final Shares shares;
    private final UnauthenticatedLinks.Visit visit;
    private final RightsReview reception;
    private final Consumer<ServeMode> limit;
    private AnnexUuid peer = NAMELESS;
    private volatile Claimant claimant;
    private Share share = () -> {};
    private Optional<AdmittedPeer> guest = Optional.empty();
    private boolean known;
    private boolean tooMany;

    /**
     * Has let nobody in yet.
     *
     * @param limit changes what the peer may do
     */
    PeerAuthentication(
            Link link,
            Repository repository,
            ServerResources resources,
            RightsReview reception,
            Consumer<ServeMode> limit) {
        this.link = link;
        this.repository = repository;
        this.guesses = resources.guesses();
        this.shares = resources.shares();
        this.visit = resources.anteroom().enter(link);
        this.reception = reception;
        this.limit = limit;
        this.claimant = claimant("stranger " + link.remote());
    }

    private Claimant claimant(String who) {
        String network =
                link.addresses().stream().findFirst().map(PeerAddress::netname).orElse("none");
        return new Claimant(who, network);
    }

    /** On whose behalf the link holds what it holds. May be asked by any thread. */
    Claimant claimant() {
        return claimant;
    }

    /** What the peer calls itself; for logs only. */
    AnnexUuid peer() {
        return peer;
    }

    boolean admitted() {
        return known || guest.isPresent();
    }

    /** Somebody else has made sure who the peer is. */
    void letIn(AnnexUuid uuid) {
        visit.close();
        known = true;
        peer = named(uuid.value());
        claimant = claimant("known " + peer);
        LOG.info("peer connected peer={} uuid={}", link.remote(), peer);
    }

    private static AnnexUuid named(String claimedUuid) {
        return HARMLESS.matcher(claimedUuid).matches() ? new AnnexUuid(claimedUuid) : NAMELESS;
    }

    boolean admit(String claimedUuid, AuthToken token) throws IOException, InterruptedException {
        guesses.listen(link.remote());
        AnnexUuid uuid = named(claimedUuid);
        guest = welcome(uuid, token);
        if (guest.isPresent()) {
            visit.close();
            peer = uuid;
            LOG.info(
                    "peer connected peer={} uuid={} name={}",
                    link.remote(),
                    peer,
                    guest.get().peer().handle());
        } else {
            STRANGERS.warn("peer refused: wrong token peer={}", link.remote());
            guesses.delay(link.remote());
        }
        return guest.isPresent();
    }

    private Optional<AdmittedPeer> welcome(AnnexUuid uuid, AuthToken token) throws IOException {
        PeerRegistry peers = repository.credentials().peers();
        while (true) {
            long asOf = reception.guests().reviews();
            Optional<AdmittedPeer> candidate =
                    peers.admit(token, link.addresses()).map(known -> new AdmittedPeer(known, uuid, link, limit));
            if (candidate.isPresent()) {
                count(candidate.get());
            }
            if (candidate.isEmpty() || reception.welcome(candidate.get(), asOf, peers)) {
                return candidate;
            }
        }
    }

    /** Before it is let in, since there may be too many of its kind. */
    private void count(AdmittedPeer candidate) throws OverLimitException {
        share.close();
        claimant = claimant(candidate.peer().token().toString());
        tooMany = true;
        share = shares.claim(Resource.LINKS, claimant, 1);
        tooMany = false;
    }

    /** Whether the peer is known and has too many links already. */
    boolean tooMany() {
        return tooMany;
    }

    @Override
    public void close() {
        visit.close();
        guest.ifPresent(reception::farewell);
        share.close();
        if (admitted()) {
            LOG.info("peer gone peer={} uuid={}", link.remote(), peer);
        }
    }
}
