package wherry.keycommands;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import wherry.api.annex.AnnexUuid;
import wherry.api.annex.StoreException;
import wherry.api.command.Invocation;
import wherry.api.node.NewestService;
import wherry.api.node.Used;
import wherry.api.peer.AddressText;
import wherry.api.peer.AuthToken;
import wherry.api.peer.Dialer;
import wherry.api.peer.PeerAddress;
import wherry.api.peer.PeerConnection;
import wherry.api.peer.PeerException;
import wherry.api.store.PeerIdentity;
import wherry.api.store.Repositories;

/** Connects a command with a peer: who we are and which token to present comes from the caller and its repository. */
final class AuthOffers {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final String PURPOSE = "key";

    private final Invocation call;
    private final NewestService<Repositories> stores;
    private final NewestService<Dialer> dialers;

    AuthOffers(Invocation call, NewestService<Repositories> stores, NewestService<Dialer> dialers) {
        this.call = call;
        this.stores = stores;
        this.dialers = dialers;
    }

    /** How to reach and convince one peer. */
    record AuthOffer(PeerAddress address, AnnexUuid self, AuthToken token) {}

    AuthOffer to(AddressText text) throws IOException {
        Optional<AuthToken> given = given(text);
        try (Used<Repositories> store =
                stores.use(PURPOSE).orElseThrow(() -> new StoreException("no store is running"))) {
            PeerIdentity identity = store.service().identity(call.repository());
            Optional<AuthToken> token =
                    given.isPresent() ? given : identity.credentials().tokenFor(text.address());
            return new AuthOffer(
                    text.address(), identity.uuid().orElseGet(AnnexUuid::random), token.orElseGet(AuthOffers::none));
        } catch (StoreException e) {
            // Not called from within a repository; then the caller has to bring the token.
            return new AuthOffer(text.address(), AnnexUuid.random(), given.orElseGet(AuthOffers::none));
        }
    }

    /** The user has named the one peer that the token in the environment can be for. */
    private Optional<AuthToken> given(AddressText text) throws IOException {
        if (text.token().isPresent()) {
            return text.token();
        }
        try (Used<Dialer> dialer = dialer(text.address())) {
            return call.tokenFor(text.address(), Optional.empty(), dialer.service());
        }
    }

    private Used<Dialer> dialer(PeerAddress peer) throws PeerException {
        return dialers.use(PURPOSE).orElseThrow(() -> new PeerException("nothing is running that could reach " + peer));
    }

    private static AuthToken none() {
        return AuthToken.parse("").orElseThrow();
    }

    /** An open connection, and the dialer in use that opened it. */
    record Connection(Used<Dialer> dialer, PeerConnection peer) implements AutoCloseable {
        @Override
        public void close() {
            try (dialer) {
                peer.close();
            }
        }
    }

    /**
     * Dials and authenticates.
     *
     * @param time it may take at most; there is a limit of its own
     */
    Connection connect(AuthOffer introduction, Duration time) throws PeerException, InterruptedException {
        Used<Dialer> dialer = dialer(introduction.address());
        boolean opened = false;
        try {
            Duration patience = time.compareTo(PATIENCE) < 0 ? time : PATIENCE;
            PeerConnection peer =
                    dialer.service().open(introduction.address(), introduction.self(), introduction.token(), patience);
            opened = true;
            return new Connection(dialer, peer);
        } finally {
            if (!opened) {
                dialer.close();
            }
        }
    }
}
