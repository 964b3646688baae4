package wherry.api.store;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import org.osgi.annotation.versioning.ProviderType;
import wherry.api.annex.AnnexUuid;
import wherry.api.annex.AssociatedFile;
import wherry.api.annex.Key;
import wherry.api.annex.StoreException;
import wherry.api.content.Content;
import wherry.api.content.ContentAnswer;
import wherry.api.content.ContentLock;
import wherry.api.content.ContentOffer;
import wherry.api.content.ContentReader;

/**
 * The content of one repository, kept as git-annex keeps it and beside a git-annex that runs at the same time, and what only can
 * be done to content that lies in a folder of this machine. Thread-safe.
 */
@ProviderType
public interface ContentStore extends Content {
    @Override
    boolean present(Key key) throws StoreException;

    @Override
    Optional<ContentReader> read(Key key, AssociatedFile file, AnnexUuid reader, long offset) throws StoreException;

    @Override
    ContentOffer receive(Key key, AssociatedFile file, AnnexUuid sender) throws StoreException;

    @Override
    Optional<ContentLock> lock(Key key) throws StoreException;

    /** {@inheritDoc} Records it in the location log. */
    @Override
    ContentAnswer remove(Key key, OptionalLong before) throws StoreException;

    /**
     * Takes a file of the working tree in: its content becomes that of a key, and a link to it takes the file's place. Nothing
     * changes if that fails.
     *
     * @param file a regular file that nobody writes to
     * @param backend that names the key, for instance {@code SHA256E}
     * @return the key
     * @throws StoreException if the file changed meanwhile, the backend is none that can be computed here, or a file cannot be
     *     written
     */
    Key ingest(Path file, String backend) throws StoreException;

    /**
     * Takes the content of a file of the working tree in, and leaves the file as it is.
     *
     * @param file a regular file that nobody writes to
     * @param backend that names the key, for instance {@code SHA256E}
     * @return the key
     * @throws StoreException as of {@link #ingest}
     */
    Key ingestUnlocked(Path file, String backend) throws StoreException;

    /**
     * Puts content that is here into the unlocked files that git's index has for the key and that wait for it, as arriving content
     * does by itself.
     *
     * @param key whose files are filled; nothing happens if its content is not here
     * @throws StoreException if that cannot be told
     */
    void fill(Key key) throws StoreException;

    /**
     * Looks whether content is what its key says. Records nothing.
     *
     * @param key asked for
     * @param hash whether to read all of it, if the key tells a hash; else only its size is looked at
     * @return what was found
     * @throws StoreException if it cannot be read
     */
    ContentCheck check(Key key, boolean hash) throws StoreException;

    /**
     * Moves content that is not the key's out of the way, to {@code annex/bad}, and records in the location log that the key is not
     * here.
     *
     * @param key whose content is bad
     * @return where it is now; empty if it is locked, or gone
     * @throws StoreException if it cannot be moved
     */
    Optional<Path> quarantine(Key key) throws StoreException;

    /**
     * A clock that only moves forward, shared with other processes of this machine.
     *
     * @return whole seconds since boot
     * @throws StoreException if there is no such clock
     */
    @Override
    long timestamp() throws StoreException;
}
