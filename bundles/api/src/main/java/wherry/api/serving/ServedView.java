package wherry.api.serving;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import wherry.api.annex.AnnexUuid;
import wherry.api.annex.ServeMode;
import wherry.api.content.Content;
import wherry.api.peer.PeerRegistry;
import wherry.api.store.Repository;

/** A repository as peers meet it. */
record ServedView(Repository repository, Supplier<ServeMode> mode) implements Served {
    @Override
    public AnnexUuid uuid() {
        return repository.uuid();
    }

    @Override
    public Content content(List<AnnexUuid> bypassed) {
        return repository.content();
    }

    @Override
    public Optional<Repository> git() {
        return Optional.of(repository);
    }

    @Override
    public PeerRegistry peers() {
        return repository.credentials().peers();
    }

    @Override
    public ServeMode rights() {
        return mode.get();
    }

    @Override
    public Optional<Path> folder() {
        return Optional.of(repository.gitDirectory());
    }
}
