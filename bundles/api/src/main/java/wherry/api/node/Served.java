package wherry.api.node;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;
import wherry.api.annex.AnnexUuid;
import wherry.api.content.Content;
import wherry.api.peer.PeerRegistry;
import wherry.api.store.Repository;

/**
 * What a peer meets at the other end: a UUID, its content, perhaps its git, and who may come in. It may be a repository of this machine, or
 * stand for one that lies elsewhere, or for several. Thread-safe.
 */
@ConsumerType
public interface Served {
    /**
     * What it is called.
     *
     * @return as the peer knows it
     */
    AnnexUuid uuid();

    /**
     * Its content.
     *
     * @param bypassed repositories that the peer asks itself, so that they need not be asked on its behalf; mostly none
     * @return for one connection; must not take long to get
     */
    Content content(List<AnnexUuid> bypassed);

    /**
     * Its git.
     *
     * @return whose refs and services peers can use; empty if it has content alone
     */
    Optional<Repository> git();

    /**
     * Who may come in.
     *
     * @return asked again at each admission
     */
    PeerRegistry peers();

    /**
     * Where content that comes in lies.
     *
     * @return on the disk that it is written to; empty if that is not this machine's
     */
    Optional<Path> folder();

    /**
     * A repository with all that belongs to it.
     *
     * @param repository stays the caller's to close
     * @return a view
     */
    static Served of(Repository repository) {
        return new Served() {
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
            public Optional<Path> folder() {
                return Optional.of(repository.gitDirectory());
            }
        };
    }
}
