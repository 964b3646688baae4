package wherry.api.branch;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;
import wherry.api.annex.AnnexUuid;
import wherry.api.annex.Key;
import wherry.api.annex.StoreException;

/**
 * The git-annex branch of a repository, beside a git-annex that uses it at the same time. Reads see what is committed and what is
 * only journalled. Writes are journalled at once, and committed soon by themselves, many in one commit, unless
 * {@code annex.alwayscommit} is false. Thread-safe; every method may wait for another process that holds the journal's lock.
 *
 * @see <a href="https://git-annex.branchable.com/internals/">git-annex internals</a>
 */
@ProviderType
public interface AnnexBranch {
    /**
     * Reads a file of the branch.
     *
     * @param path with slashes, one character for each byte (ISO-8859-1), for instance {@code uuid.log}
     * @return its bytes, a new array; empty if there is no such file
     * @throws StoreException if there is no branch, or it cannot be read
     */
    Optional<byte[]> read(String path) throws StoreException;

    /**
     * What is recorded of a key.
     *
     * @param key asked for; a chunk counts as the key that it is a chunk of
     * @return for each repository that is recorded, dead ones included; unmodifiable
     * @throws StoreException if there is no branch, or it cannot be read
     */
    Map<AnnexUuid, Presence> presence(Key key) throws StoreException;

    /**
     * Where a key's content is recorded to be.
     *
     * @param key asked for
     * @return without repositories that are {@linkplain TrustLevel#DEAD dead}; unmodifiable
     * @throws StoreException if there is no branch, or it cannot be read
     */
    Set<AnnexUuid> locations(Key key) throws StoreException;

    /**
     * The keys of which anything is recorded, in any repository, now or earlier.
     *
     * @return unmodifiable
     * @throws StoreException if there is no branch, or it cannot be read
     */
    Set<Key> keys() throws StoreException;

    /**
     * What a log tells.
     *
     * @param log to read
     * @param <S> what it tells about
     * @param <V> what it tells
     * @return the newest value of each; dead repositories included; unmodifiable
     * @throws StoreException if there is no branch, or it cannot be read
     */
    <S, V> Map<S, V> values(BranchLog<S, V> log) throws StoreException;

    /**
     * Records a value in a log. Nothing is written if that is recorded already.
     *
     * @param log to write
     * @param subject what the value is of
     * @param value from now on
     * @param <S> what it tells about
     * @param <V> what it tells
     * @throws IllegalArgumentException if the log cannot have that value
     * @throws StoreException if there is no branch, or it cannot be written
     */
    <S, V> void record(BranchLog<S, V> log, S subject, V value) throws StoreException;

    /**
     * How many copies there should be.
     *
     * @return empty if not recorded, which means 1
     * @throws StoreException if there is no branch, or it cannot be read
     */
    OptionalInt numCopies() throws StoreException;

    /**
     * How many copies must be proved before one is dropped.
     *
     * @return empty if not recorded, which means 1
     * @throws StoreException if there is no branch, or it cannot be read
     */
    OptionalInt minCopies() throws StoreException;

    /**
     * Records whether a repository has a key's content. Nothing is written if that is recorded already.
     *
     * @param key of the content
     * @param repository this one or another
     * @param present whether it has it
     * @throws StoreException if there is no branch, or it cannot be written
     */
    void setPresent(Key key, AnnexUuid repository, boolean present) throws StoreException;

    /**
     * Records how many copies there should be.
     *
     * @param copies at least 0
     * @throws StoreException if there is no branch, or it cannot be written
     */
    void setNumCopies(int copies) throws StoreException;

    /**
     * Records how many copies must be proved before one is dropped.
     *
     * @param copies at least 1
     * @throws StoreException if there is no branch, or it cannot be written
     */
    void setMinCopies(int copies) throws StoreException;

    /**
     * Takes in what other refs named git-annex have (after a fetch or a push), as {@code git annex merge} does. The first read after
     * the repository was opened, and every commit, do it by themselves.
     *
     * @throws StoreException if there is no branch, or it cannot be read
     */
    void merge() throws StoreException;

    /**
     * Commits now what is journalled, by whomever. Whoever fetches from this repository sees it then.
     *
     * @throws StoreException if there is no branch, or it cannot be written
     */
    void commit() throws StoreException;
}
