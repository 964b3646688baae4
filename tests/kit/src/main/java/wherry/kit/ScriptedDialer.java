package wherry.kit;

import java.io.IOException;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import wherry.api.annex.AnnexUuid;
import wherry.api.peer.AuthToken;
import wherry.api.peer.Dialer;
import wherry.api.peer.GitService;
import wherry.api.peer.PeerAddress;
import wherry.api.peer.PeerConnection;
import wherry.api.peer.PeerException;

/** A dialer with one peer behind every address, which admits all or refuses all. One thread at a time. */
public final class ScriptedDialer implements Dialer {
    /** What the peer's side of CONNECT does. */
    @FunctionalInterface
    public interface Service {
        int run(GitService service, ReadableByteChannel in, WritableByteChannel out) throws IOException;
    }

    /** One call of {@link Dialer#open}. */
    public record Attempt(PeerAddress address, AnnexUuid self, AuthToken token) {}

    private final AnnexUuid peer;
    private final Service service;
    private final List<Attempt> attempts = new ArrayList<>();
    private Optional<PeerException> refusal = Optional.empty();
    private int open;

    public ScriptedDialer(AnnexUuid peer, Service service) {
        this.peer = peer;
        this.service = service;
    }

    public ScriptedDialer(AnnexUuid peer) {
        this(peer, (service, in, out) -> {
            throw new IllegalStateException("the test did not expect CONNECT");
        });
    }

    /** From now on every attempt fails in this way. */
    public void refuse(PeerException with) {
        refusal = Optional.of(with);
    }

    /** The calls so far. */
    public List<Attempt> attempts() {
        return List.copyOf(attempts);
    }

    /** How many connections have not been closed. */
    public int open() {
        return open;
    }

    @Override
    public PeerConnection open(PeerAddress address, AnnexUuid self, AuthToken token, Duration timeout)
            throws PeerException {
        attempts.add(new Attempt(address, self, token));
        if (refusal.isPresent()) {
            throw refusal.get();
        }
        open++;
        return new ScriptedConnection(peer, service, () -> open--);
    }

    /** A token that was used already belongs to the first address where it was. */
    @Override
    public boolean mayPresent(AuthToken token, PeerAddress address, boolean onlyPeer) {
        return attempts.stream()
                .filter(attempt -> attempt.token().equals(token))
                .findFirst()
                .map(attempt -> attempt.address().equals(address))
                .orElse(onlyPeer);
    }
}
