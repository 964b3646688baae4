package wherry.remotehelper;

import java.io.IOException;
import java.util.Optional;
import wherry.api.annex.AnnexUuid;
import wherry.api.annex.StoreException;
import wherry.api.command.Invocation;
import wherry.api.node.NewestService;
import wherry.api.node.Used;
import wherry.api.peer.AuthToken;
import wherry.api.peer.Dialer;
import wherry.api.peer.LentTokens;
import wherry.api.peer.PeerAddress;
import wherry.api.store.PeerIdentity;
import wherry.api.store.Repositories;
import wherry.api.store.Settings;

/** Finds the token for a peer: one that was lent to git, else in the caller's environment, else in the repository that git works for. */
final class AuthOfferSource {
    private final Invocation call;
    private final NewestService<Repositories> repositories;
    private final NewestService<LentTokens> lent;

    AuthOfferSource(Invocation call, NewestService<Repositories> repositories, NewestService<LentTokens> lent) {
        this.call = call;
        this.repositories = repositories;
        this.lent = lent;
    }

    AuthOffer to(PeerAddress peer, Dialer dialer) throws IOException {
        try (Used<Repositories> store =
                repositories.use("git-remote-p2p-annex").orElseThrow(() -> new StoreException("no store is running"))) {
            Optional<AuthToken> borrowed = lent(peer);
            Optional<AuthToken> given =
                    borrowed.isPresent() ? borrowed : call.tokenFor(peer, settings(store.service()), dialer);
            return introduction(peer, given, store.service());
        }
    }

    private Optional<AuthToken> lent(PeerAddress peer) {
        Optional<Used<LentTokens>> found = lent.use("git-remote-p2p-annex");
        if (found.isEmpty()) {
            return Optional.empty();
        }
        try (Used<LentTokens> tokens = found.get()) {
            return tokens.service().tokenFor(peer, call.repository().folder());
        }
    }

    /** Outside of a repository there are no remotes that could be meant instead. */
    private Optional<Settings> settings(Repositories store) {
        try {
            return Optional.of(store.settings(call.repository()));
        } catch (StoreException e) {
            return Optional.empty();
        }
    }

    private AuthOffer introduction(PeerAddress peer, Optional<AuthToken> given, Repositories store) {
        try {
            PeerIdentity identity = store.identity(call.repository());
            Optional<AuthToken> token =
                    given.isPresent() ? given : identity.credentials().tokenFor(peer);
            return new AuthOffer(
                    // While git clones there is no annex yet; the peer does not mind an unknown UUID.
                    identity.uuid().orElseGet(AnnexUuid::random),
                    token.orElseGet(AuthOfferSource::noToken),
                    Optional.empty());
        } catch (StoreException e) {
            return new AuthOffer(
                    AnnexUuid.random(), given.orElseGet(AuthOfferSource::noToken), Optional.ofNullable(e.getMessage()));
        }
    }

    private static AuthToken noToken() {
        return AuthToken.parse("").orElseThrow();
    }
}
