package wherry.api.serving;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.osgi.annotation.versioning.ConsumerType;
import wherry.api.annex.AnnexUuid;
import wherry.api.annex.ServeMode;
import wherry.api.content.Content;
import wherry.api.peer.PeerRegistry;
import wherry.api.store.Repository;

/**
 * What a peer meets at the other end: a UUID, its content, perhaps its git, and who may come in with what rights. It may be a repository of
 * this machine, or stand for one that lies elsewhere, or for several. A bundle that brings one publishes it as a service and names the
 * repository by whose addresses it is reached ({@link #gateway}). Thread-safe.
 */
@ConsumerType
public interface Served {
    /**
     * What it is called.
     *
     * @return the same at every call
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
    default Optional<Repository> git() {
        return Optional.empty();
    }

    /**
     * Who may come in.
     *
     * @return asked again at each admission
     */
    PeerRegistry peers();

    /**
     * What every peer may do at most.
     *
     * @return asked again at each admission and review
     */
    default ServeMode rights() {
        return ServeMode.READ_WRITE;
    }

    /**
     * Where content that comes in lies.
     *
     * @return on the disk that it is written to; empty if that is not this machine's
     */
    default Optional<Path> folder() {
        return Optional.empty();
    }

    /**
     * The repository by whose addresses and folder this is reached, too: the token or the UUID that is asked for tells which is meant.
     *
     * @return of a repository that the node serves; empty if this is one itself
     */
    default Optional<AnnexUuid> gateway() {
        return Optional.empty();
    }

    /**
     * A repository with all that belongs to it.
     *
     * @param repository stays the caller's to close
     * @param rights what every peer may do at most, at each moment; called by any thread
     * @return a view
     */
    static Served of(Repository repository, Supplier<ServeMode> rights) {
        return new ServedView(repository, rights);
    }
}
