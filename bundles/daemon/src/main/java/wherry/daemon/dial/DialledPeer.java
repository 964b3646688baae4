package wherry.daemon.dial;

import java.io.IOException;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.RejectedExecutionException;
import wherry.api.annex.AnnexUuid;
import wherry.api.annex.AssociatedFile;
import wherry.api.annex.Key;
import wherry.api.content.ContentAnswer;
import wherry.api.content.ContentLock;
import wherry.api.content.ContentOffer;
import wherry.api.content.ContentReader;
import wherry.api.content.KeyAnswers;
import wherry.api.node.ConnectionThreads;
import wherry.api.peer.AuthToken;
import wherry.api.peer.AuthenticationException;
import wherry.api.peer.GitService;
import wherry.api.peer.PeerConnection;
import wherry.api.peer.PeerException;
import wherry.api.peer.RemoteProtocolException;
import wherry.api.peer.UnreachableException;

/** The operations of a dialled connection. */
final class DialledPeer implements PeerConnection {
    private static final int BEFORE_VERSION = 3;

    private final PeerDriver driver;
    private final ConnectionThreads threads;
    private final Runnable whenClosed;
    private final int highest;
    private Optional<AnnexUuid> uuid = Optional.empty();
    private Optional<Integer> version = Optional.empty();

    /**
     * Not authenticated yet.
     *
     * @param driver owned from now on
     * @param threads read from git while a connection relays
     * @param whenClosed called at least once when this is closed
     * @param highest version that is offered when an operation needs one
     */
    DialledPeer(PeerDriver driver, ConnectionThreads threads, Runnable whenClosed, int highest) {
        this.driver = driver;
        this.threads = threads;
        this.whenClosed = whenClosed;
        this.highest = highest;
    }

    void authenticate(AnnexUuid self, AuthToken token, Duration time) throws PeerException {
        Optional<AnnexUuid> peer = peerOnly(() ->
                driver.<Optional<AnnexUuid>>ask(answer -> driver.machine().authenticate(self, token, answer), time));
        if (peer.isEmpty()) {
            throw new AuthenticationException(driver.name() + " does not accept the token");
        }
        uuid = peer;
    }

    @Override
    public AnnexUuid uuid() {
        return uuid.orElseThrow(() -> new IllegalStateException("not authenticated"));
    }

    private int version() throws IOException {
        return version.isPresent() ? version.get() : agree(highest);
    }

    private int agree(int offer) throws IOException {
        int agreed = driver.<Integer>ask(answer -> driver.machine().negotiate(offer, answer));
        version = Optional.of(agreed);
        return agreed;
    }

    @Override
    public int negotiate(int offer) throws PeerException {
        if (offer < 0) {
            throw new IllegalArgumentException("the version is negative");
        }
        return peerOnly(() -> agree(offer));
    }

    @Override
    public void bypass(List<AnnexUuid> uuids) throws PeerException {
        boolean unused = peerOnly(() -> {
            version();
            driver.begin(() -> driver.machine().bypass(uuids));
            return true;
        });
    }

    @Override
    public void present(List<Key> keys, KeyAnswers answers) throws PeerException {
        askAll(keys, answers, (machine, key, answer) -> machine.checkPresent(key, answer.of(ContentAnswer::of)));
    }

    @Override
    public void remove(List<Key> keys, KeyAnswers answers) throws PeerException {
        askAll(keys, answers, (machine, key, answer) -> machine.removeContent(key, OptionalLong.empty(), answer));
    }

    private void askAll(List<Key> keys, KeyAnswers answers, Pipeline.Question question) throws PeerException {
        int unused = peerOnly(() -> {
            int agreed = version();
            new Pipeline(driver, question).ask(keys, answers);
            return agreed;
        });
    }

    @Override
    public boolean present(Key key) throws PeerException {
        return peerOnly(() -> {
            version();
            return driver.<Boolean>ask(answer -> driver.machine().checkPresent(key, answer));
        });
    }

    /** SOURCE: git-annex says that content is absent by no bytes that are not valid. */
    @Override
    public Optional<ContentReader> read(Key key, AssociatedFile file, AnnexUuid reader, long offset)
            throws PeerException {
        return peerOnly(() -> {
            version();
            PendingAnswer<Boolean> answer = new PendingAnswer<>();
            if (!driver.untilContent(() -> driver.machine().get(key, file, offset, answer), answer)) {
                boolean unused = driver.settle(answer);
                return Optional.empty();
            }
            PeerContentReader content =
                    new PeerContentReader(driver, answer, driver.work().content(ContentStep.Announced.class));
            return content.isAbsent() ? Optional.empty() : Optional.of(content);
        });
    }

    @Override
    public ContentOffer receive(Key key, AssociatedFile file, AnnexUuid sender) throws PeerException {
        return peerOnly(() -> {
            version();
            PendingAnswer<ContentAnswer> answer = new PendingAnswer<>();
            if (!driver.untilContent(() -> driver.machine().put(key, file, answer), answer)) {
                return new ContentOffer(Optional.empty(), driver.settle(answer).others());
            }
            return ContentOffer.wanted(
                    new PeerIncomingContent(driver, answer, driver.work().content(ContentStep.Wanted.class)));
        });
    }

    @Override
    public ContentAnswer remove(Key key, OptionalLong before) throws PeerException {
        return peerOnly(() -> {
            if (version() < BEFORE_VERSION && before.isPresent()) {
                throw new RemoteProtocolException(
                        driver.name() + " is too old to remove content only before a given time");
            }
            return driver.<ContentAnswer>ask(answer -> driver.machine().removeContent(key, before, answer));
        });
    }

    @Override
    public long timestamp() throws PeerException {
        return peerOnly(() -> {
            version();
            return driver.<Long>ask(driver.machine()::timestamp);
        });
    }

    @Override
    public Optional<ContentLock> lock(Key key) throws PeerException {
        return peerOnly(() -> {
            version();
            boolean locked = driver.<Boolean>ask(answer -> driver.machine().lockContent(key, answer));
            return locked ? Optional.of(new PeerContentLock(driver)) : Optional.empty();
        });
    }

    @Override
    public int connect(GitService service, ReadableByteChannel in, WritableByteChannel out) throws IOException {
        driver.work().relayTo(out);
        try {
            return driver.<Integer>relay(
                    answer -> driver.machine().connect(service, answer),
                    () -> threads.start("git-input", new GitOutputFeed(driver, in)));
        } catch (RejectedExecutionException e) {
            throw new UnreachableException("this node is too busy to relay", e);
        }
    }

    @Override
    public List<String> awaitChange() throws PeerException {
        return peerOnly(() ->
                driver.<List<String>>askPatiently(answer -> driver.machine().awaitChange(answer)));
    }

    /** What an operation does that touches nothing but the peer. */
    private static <T> T peerOnly(LocalFailure.LocalWork<T> operation) throws PeerException {
        try {
            return operation.run();
        } catch (PeerException e) {
            throw e;
        } catch (IOException e) {
            throw new UnreachableException("the connection broke", e);
        }
    }

    @Override
    public void close() {
        driver.close();
        whenClosed.run();
    }
}
