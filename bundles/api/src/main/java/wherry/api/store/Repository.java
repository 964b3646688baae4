package wherry.api.store;

import java.nio.file.Path;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;
import wherry.api.annex.AnnexUuid;
import wherry.api.annex.StoreException;
import wherry.api.branch.AnnexBranch;
import wherry.api.peer.Credentials;

/** A repository with an annex. Thread-safe; holds no lock between calls. */
@ProviderType
public interface Repository extends AutoCloseable {
    /**
     * The annex's UUID.
     *
     * @return {@code annex.uuid}
     */
    AnnexUuid uuid();

    /**
     * Where git keeps its data; of a linked working tree, the common directory.
     *
     * @return absolute
     */
    Path gitDirectory();

    /**
     * Where the annex keeps its data.
     *
     * @return absolute; {@code GITDIR/annex}
     */
    Path annexDirectory();

    /**
     * The top of the working tree.
     *
     * @return absolute; empty for a bare repository
     */
    Optional<Path> workTree();

    /**
     * The git configuration.
     *
     * @return live view
     */
    Settings settings();

    /**
     * The content of keys.
     *
     * @return the same at every call
     */
    ContentStore content();

    /**
     * The git-annex branch: location logs, descriptions, trust, numbers of copies.
     *
     * @return the same at every call
     */
    AnnexBranch branch();

    /**
     * Addresses and tokens.
     *
     * @return the same at every call
     */
    Credentials credentials();

    /**
     * How much may still be written to the repository's disk: what is free, without what {@code annex.diskreserve} keeps free
     * and what is promised to transfers that run.
     *
     * @return bytes; 0 if there is too little already
     * @throws StoreException if that cannot be told
     */
    long room() throws StoreException;

    /**
     * Whether this is no longer what lies there: the repository was deleted, perhaps made anew, belongs to others now, or got
     * another UUID. Then it has to be closed, and what is there opened anew.
     *
     * @return true too if that cannot be told
     */
    default boolean replaced() {
        return false;
    }

    @Override
    void close();
}
