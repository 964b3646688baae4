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
import wherry.api.node.ConnectionThreads;
import wherry.api.peer.AuthToken;
import wherry.api.peer.AuthenticationException;
import wherry.api.peer.KeyAnswers;
import wherry.api.peer.PeerConnection;
import wherry.api.peer.PeerException;
import wherry.api.peer.RemoteProtocolException;
import wherry.api.peer.TransferListener;
import wherry.api.peer.UnreachableException;
import wherry.api.protocol.ClientMachine;
import wherry.api.protocol.GitService;
import wherry.api.store.ContentSource;
import wherry.api.store.IncomingContent;

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
    public void present(List<Key> keys, KeyAnswers answers) throws PeerException {
        askAll(keys, answers, ClientMachine::checkPresent);
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
    public List<AnnexUuid> others() {
        return driver.work().others();
    }

    @Override
    public boolean present(Key key) throws PeerException {
        return peerOnly(() -> {
            version();
            return driver.<Boolean>ask(answer -> driver.machine().checkPresent(key, answer));
        });
    }

    @Override
    public boolean get(Key key, AssociatedFile file, IncomingContent into, TransferListener listener)
            throws IOException {
        version();
        driver.work().receiveInto(into, listener);
        return driver.<Boolean>ask(answer -> driver.machine().get(key, file, into.offset(), answer));
    }

    @Override
    public boolean put(Key key, AssociatedFile file, ContentSource from, TransferListener listener) throws IOException {
        version();
        driver.work().forgetOthers();
        driver.work().sendFrom(from, listener);
        return driver.<Boolean>ask(answer -> driver.machine().put(key, file, answer), driver.work()::finishSending);
    }

    @Override
    public boolean remove(Key key, OptionalLong before) throws PeerException {
        return peerOnly(() -> {
            if (version() < BEFORE_VERSION && before.isPresent()) {
                throw new RemoteProtocolException(
                        driver.name() + " is too old to remove content only before a given time");
            }
            driver.work().forgetOthers();
            return driver.<Boolean>ask(answer -> driver.machine().removeContent(key, before, answer));
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
    public boolean lock(Key key) throws PeerException {
        return peerOnly(() -> {
            version();
            return driver.<Boolean>ask(answer -> driver.machine().lockContent(key, answer));
        });
    }

    @Override
    public void unlock() throws PeerException {
        Boolean unused = peerOnly(() -> driver.<Boolean>ask(answer -> {
            driver.machine().unlockContent();
            answer.with(true);
        }));
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
