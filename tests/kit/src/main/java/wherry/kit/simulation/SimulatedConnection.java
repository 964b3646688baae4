package wherry.kit.simulation;

import java.io.IOException;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import wherry.api.annex.AnnexUuid;
import wherry.api.annex.AssociatedFile;
import wherry.api.annex.Key;
import wherry.api.content.ContentAnswer;
import wherry.api.content.ContentLock;
import wherry.api.content.ContentOffer;
import wherry.api.content.ContentReader;
import wherry.api.content.ContentSource;
import wherry.api.content.IncomingContent;
import wherry.api.content.KeyAnswers;
import wherry.api.content.TransferListener;
import wherry.api.peer.AuthToken;
import wherry.api.peer.AuthenticationException;
import wherry.api.peer.GitService;
import wherry.api.peer.PeerConnection;
import wherry.api.peer.PeerException;

/** A connection over a virtual link. Every call waits on a simulated thread for what the peer answers. */
final class SimulatedConnection implements PeerConnection {
    /** As long as a node waits by default. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** SOURCE: p2p_protocol: content that was locked stays for ten minutes. */
    private static final long PROMISED = Duration.ofMinutes(10).toNanos();

    private final LinkEnd link;
    private final ClientDriver driver;
    private final SimulatedNode.Surroundings surroundings;
    private Optional<AnnexUuid> peer = Optional.empty();

    SimulatedConnection(SimulatedNode.Surroundings surroundings, LinkEnd link) {
        this.surroundings = surroundings;
        this.link = link;
        LinkInput input = new LinkInput(surroundings.simulation(), link, PATIENCE);
        this.driver = new ClientDriver(surroundings.engine().client(), link, input);
    }

    void authenticate(AnnexUuid self, AuthToken token) throws PeerException {
        peer = driver.<Optional<AnnexUuid>>ask(answer -> driver.machine().authenticate(self, token, answer));
        if (peer.isEmpty()) {
            throw new AuthenticationException("the token is not accepted");
        }
        int unused = driver.<Integer>ask(answer -> driver.machine().negotiate(answer));
    }

    @Override
    public AnnexUuid uuid() {
        return peer.orElseThrow();
    }

    @Override
    public int negotiate(int highest) throws PeerException {
        return driver.<Integer>ask(answer -> driver.machine().negotiate(highest, answer));
    }

    @Override
    public boolean present(Key key) throws PeerException {
        return driver.<Boolean>ask(answer -> driver.machine().checkPresent(key, answer));
    }

    @Override
    public void present(List<Key> keys, KeyAnswers answers) throws PeerException {
        for (Key key : keys) {
            answers.answered(key, ContentAnswer.of(present(key)));
        }
    }

    @Override
    public boolean get(Key key, AssociatedFile file, IncomingContent into, TransferListener listener)
            throws IOException {
        driver.steps().receiveInto(into, listener);
        return driver.<Boolean>ask(answer -> driver.machine().get(key, file, into.offset(), answer));
    }

    @Override
    public ContentAnswer put(Key key, AssociatedFile file, ContentSource from, TransferListener listener)
            throws IOException {
        driver.steps().sendFrom(from, listener);
        return driver.<ContentAnswer>ask(answer -> driver.machine().put(key, file, answer));
    }

    @Override
    public ContentAnswer remove(Key key, OptionalLong before) throws PeerException {
        return driver.<ContentAnswer>ask(answer -> driver.machine().removeContent(key, before, answer));
    }

    @Override
    public void remove(List<Key> keys, KeyAnswers answers) throws PeerException {
        for (Key key : keys) {
            answers.answered(key, remove(key, OptionalLong.empty()));
        }
    }

    @Override
    public long timestamp() throws PeerException {
        long seconds = driver.<Long>ask(driver.machine()::timestamp);
        surroundings.network().mayPause();
        return seconds;
    }

    @Override
    public Optional<ContentLock> lock(Key key) throws PeerException {
        long asked = surroundings.simulation().clock().nanos();
        boolean locked = driver.<Boolean>ask(answer -> driver.machine().lockContent(key, answer));
        Optional<ContentLock> lock = locked
                ? Optional.of(new Held(surroundings.observer().promised(uuid(), key, asked + PROMISED)))
                : Optional.empty();
        surroundings.network().mayPause();
        return lock;
    }

    /** A lock at the peer; what is let go without a word, it keeps. */
    private final class Held implements ContentLock {
        private final Runnable endOfPromise;

        Held(Runnable endOfPromise) {
            this.endOfPromise = endOfPromise;
        }

        @Override
        public void release() {
            endOfPromise.run();
            driver.tell(driver.machine()::unlockContent);
        }

        @Override
        public void close() {
            link.close();
        }
    }

    @Override
    public void bypass(List<AnnexUuid> uuids) {
        throw new IllegalStateException("there is no cluster in this network");
    }

    @Override
    public Optional<ContentReader> read(Key key, AssociatedFile file, AnnexUuid reader, long offset) {
        throw new IllegalStateException("content is only moved as a whole here");
    }

    @Override
    public ContentOffer receive(Key key, AssociatedFile file, AnnexUuid sender) {
        throw new IllegalStateException("content is only moved as a whole here");
    }

    @Override
    public int connect(GitService service, ReadableByteChannel in, WritableByteChannel out) {
        throw new IllegalStateException("there is no git in this network");
    }

    @Override
    public List<String> awaitChange() {
        throw new IllegalStateException("there is no git in this network");
    }

    @Override
    public void close() {
        link.close();
    }
}
