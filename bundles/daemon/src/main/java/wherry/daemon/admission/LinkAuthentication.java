package wherry.daemon.admission;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import wherry.api.annex.AnnexUuid;
import wherry.api.annex.ServeMode;
import wherry.api.annex.StoreException;
import wherry.api.link.Link;
import wherry.api.peer.AuthToken;
import wherry.api.peer.PeerRegistry;
import wherry.api.serving.PeerAuthentication;
import wherry.api.serving.Served;
import wherry.daemon.limit.Claimant;
import wherry.daemon.limit.OverLimitException;
import wherry.daemon.limit.Resource;
import wherry.daemon.limit.Share;
import wherry.daemon.limit.Shares;

/** Decides whether the peer of one link may come in. Used by one thread. */
public final class LinkAuthentication implements PeerAuthentication {
    private static final Logger LOG = LoggerFactory.getLogger("wherry.daemon.serve");
    private static final Logger STRANGERS = LoggerFactory.getLogger("wherry.strangers");

    /** SOURCE: the real git-annex admits whatever a peer calls itself; in transfer logs the name becomes that of a folder. */
    private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,63}");

    private static final AnnexUuid NAMELESS = new AnnexUuid("00000000-0000-0000-0000-000000000000");

    private final Link link;
    private final List<Served> choice;
    private final WrongTokenDelay wrongTokens;
    private final Shares shares;
    private final UnauthenticatedLinks unauthenticated;
    private final RightsReviews reviews;
    private final Consumer<ServeMode> limit;
    private UnauthenticatedLinks.Visit visit;
    private AnnexUuid peer = NAMELESS;
    private volatile Claimant claimant;
    private Share share = () -> {};
    private Optional<AdmittedPeer> admitted = Optional.empty();
    private boolean known;
    private boolean tooMany;

    /**
     * Has let nobody in yet.
     *
     * @param choice what can be reached over the link; the token names which
     * @param limit changes what the peer may do
     */
    public LinkAuthentication(Link link, List<Served> choice, AdmissionResources resources, Consumer<ServeMode> limit) {
        if (choice.isEmpty()) {
            throw new IllegalArgumentException("a link leads to something");
        }
        this.link = link;
        this.choice = List.copyOf(choice);
        this.wrongTokens = resources.wrongTokens();
        this.shares = resources.shares();
        this.unauthenticated = resources.unauthenticated();
        this.visit = unauthenticated.enter(link);
        this.reviews = resources.reviews();
        this.limit = limit;
        this.claimant = claimant("stranger " + link.remote());
    }

    private Claimant claimant(String who) {
        return new Claimant(who, link.source().netname().orElse("none"));
    }

    /** On whose behalf the link holds what it holds. May be asked by any thread. */
    public Claimant claimant() {
        return claimant;
    }

    @Override
    public AnnexUuid peer() {
        return peer;
    }

    public boolean admitted() {
        return known || admitted.isPresent();
    }

    /** Somebody else has made sure who the peer is. */
    public void letIn(AnnexUuid uuid) {
        visit.close();
        known = true;
        peer = named(uuid.value());
        claimant = claimant("known " + peer);
        LOG.info("peer connected peer={} uuid={}", link.remote(), peer);
    }

    private static AnnexUuid named(String claimedUuid) {
        return HARMLESS.matcher(claimedUuid).matches() ? new AnnexUuid(claimedUuid) : NAMELESS;
    }

    @Override
    public Optional<Served> admit(String claimedUuid, AuthToken token) throws IOException, InterruptedException {
        if (admitted.isPresent() && admitted.get().peer().token().equals(token.digest())) {
            return admitted.map(AdmittedPeer::served);
        }
        putOut();
        wrongTokens.listen(link.source());
        AnnexUuid uuid = named(claimedUuid);
        admitted = welcome(uuid, token);
        if (admitted.isPresent()) {
            visit.close();
            peer = uuid;
            LOG.info(
                    "peer connected peer={} uuid={} name={}",
                    link.remote(),
                    peer,
                    admitted.get().peer().handle());
        } else {
            STRANGERS.warn("peer refused: wrong token peer={}", link.remote());
            wrongTokens.delay(link.source());
        }
        return admitted.map(AdmittedPeer::served);
    }

    /** Whoever was let in presents another token: until that counts, it is a stranger again. */
    private void putOut() {
        if (admitted.isPresent()) {
            leave();
            admitted = Optional.empty();
            peer = NAMELESS;
            claimant = claimant("stranger " + link.remote());
            visit = unauthenticated.enter(link);
        }
    }

    private Optional<AdmittedPeer> welcome(AnnexUuid uuid, AuthToken token) throws IOException {
        Optional<StoreException> unread = Optional.empty();
        for (Served served : choice) {
            try {
                Optional<AdmittedPeer> candidate = welcome(served, uuid, token);
                if (candidate.isPresent()) {
                    return candidate;
                }
            } catch (StoreException e) {
                unread = Optional.of(e);
            }
        }
        if (unread.isPresent()) {
            throw unread.get();
        }
        return Optional.empty();
    }

    private Optional<AdmittedPeer> welcome(Served served, AnnexUuid uuid, AuthToken token) throws IOException {
        RightsReview review = reviews.of(served);
        PeerRegistry peers = served.peers();
        while (true) {
            long asOf = review.reviews();
            Optional<AdmittedPeer> candidate = peers.admit(token, link.addresses())
                    .map(known -> new AdmittedPeer(known, uuid, served, link, limit));
            if (candidate.isPresent()) {
                count(candidate.get());
            }
            if (candidate.isEmpty() || review.welcome(candidate.get(), asOf, peers)) {
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
    public boolean tooMany() {
        return tooMany;
    }

    @Override
    public void close() {
        visit.close();
        leave();
    }

    private void leave() {
        admitted.ifPresent(one -> reviews.of(one.served()).farewell(one));
        share.close();
        if (admitted()) {
            LOG.info("peer gone peer={} uuid={}", link.remote(), peer);
        }
    }
}
