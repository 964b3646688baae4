package wherry.remotehelper;

import java.io.IOException;
import java.nio.file.Path;
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
    /** SOURCE: git-annex looks here before it looks into the repository. */
    static final String TOKEN_VARIABLE = "GIT_ANNEX_P2P_AUTHTOKEN";

    private final Invocation call;
    private final Newest<Repositories> repositories;

    IntroductionSource(Invocation call, Newest<Repositories> repositories) {
        this.call = call;
        this.repositories = repositories;
    }

    Introduction to(PeerAddress peer) throws IOException {
        Optional<AuthToken> given = givenToken();
        try (Used<Repositories> store = repositories
                        .use("git-remote-p2p-annex")
                        .orElseThrow(() -> new StoreException("no store is running"));
                Repository repository = store.service().open(gitFolder())) {
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

    private Optional<AuthToken> givenToken() throws IOException {
        Optional<String> text = call.environment(TOKEN_VARIABLE).filter(t -> !t.isEmpty());
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Optional<AuthToken> token = AuthToken.parse(text.get());
        if (token.isEmpty()) {
            throw new IOException(TOKEN_VARIABLE + " holds no token: letters and digits are expected");
        }
        return token;
    }

    private static AuthToken noToken() {
        return AuthToken.parse("").orElseThrow();
    }

    private Path gitFolder() {
        return call.environment("GIT_DIR")
                .filter(folder -> !folder.isEmpty())
                .map(call.directory()::resolve)
                .orElse(call.directory());
    }
}
