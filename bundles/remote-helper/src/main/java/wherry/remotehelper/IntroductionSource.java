package wherry.remotehelper;

import java.io.IOException;
import java.util.Optional;
import wherry.api.annex.AnnexUuid;
import wherry.api.command.Invocation;
import wherry.api.node.Newest;
import wherry.api.node.Used;
import wherry.api.peer.AuthToken;
import wherry.api.peer.PeerAddress;
import wherry.api.store.Repositories;
import wherry.api.store.Repository;
import wherry.api.store.StoreException;

/** Finds the token for a peer: in the caller's environment, else in the repository that git works for. */
final class IntroductionSource {
    private final Invocation call;
    private final Newest<Repositories> repositories;

    IntroductionSource(Invocation call, Newest<Repositories> repositories) {
        this.call = call;
        this.repositories = repositories;
    }

    Introduction to(PeerAddress peer) throws IOException {
        Optional<AuthToken> given = call.token();
        try (Used<Repositories> store = repositories
                        .use("git-remote-p2p-annex")
                        .orElseThrow(() -> new StoreException("no store is running"));
                Repository repository = store.service().open(call.repository())) {
            Optional<AuthToken> token =
                    given.isPresent() ? given : repository.credentials().tokenFor(peer);
            return new Introduction(repository.uuid(), token.orElseGet(IntroductionSource::noToken), Optional.empty());
        } catch (StoreException e) {
            // While git clones there is no annex yet; the peer does not mind an unknown UUID.
            return new Introduction(
                    AnnexUuid.random(),
                    given.orElseGet(IntroductionSource::noToken),
                    Optional.ofNullable(e.getMessage()));
        }
    }

    private static AuthToken noToken() {
        return AuthToken.parse("").orElseThrow();
    }
}
