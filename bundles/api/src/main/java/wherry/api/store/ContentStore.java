package wherry.api.store;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import org.osgi.annotation.versioning.ProviderType;
import wherry.api.annex.AnnexUuid;
import wherry.api.annex.AssociatedFile;
import wherry.api.annex.Key;

/**
 * The content of keys in one repository, kept as git-annex keeps it and beside a git-annex that runs at the same time.
 * Thread-safe.
 */
@ProviderType
public interface ContentStore {
    /**
     * Whether content is present; never true for content that is being removed.
     *
     * @param key asked for
     * @return true if the object file is there
     * @throws StoreException if that cannot be told
     */
    boolean present(Key key) throws StoreException;

    /**
     * Opens content for sending to a peer.
     *
     * @param key what to read
     * @param file for the transfer log
     * @param peer who asked, for the transfer log
     * @param offset in bytes from the start, not negative; beyond the end means nothing is left
     * @return empty if the content is not present; owned by the caller
     * @throws StoreException if it cannot be opened
     */
    Optional<ContentReader> read(Key key, AssociatedFile file, AnnexUuid peer, long offset) throws StoreException;

    /**
     * Gets ready to receive content from a peer.
     *
     * @param key what to receive
     * @param file for the transfer log
     * @param peer who sends, for the transfer log
     * @return empty if the content is present already; owned by the caller
     * @throws ContentBusyException if it is being received already, here or by another process
     * @throws StoreException if there is no room, the key may not be stored here, or for lack of rights
     */
    Optional<IncomingContent> receive(Key key, AssociatedFile file, AnnexUuid peer) throws StoreException;

    /**
     * Locks content against removal for as long as the lock is held, and for ten minutes from now if it is never released.
     *
     * @param key whose content must stay
     * @return empty if the content is not present or is being removed; owned by the caller
     * @throws StoreException if the lock files cannot be written
     */
    Optional<ContentLock> lock(Key key) throws StoreException;

    /**
     * Removes content and records that in the location log.
     *
     * @param key whose content is to go
     * @param before if given: not after this time, in whole seconds of {@link #timestamp()}
     * @return true if the content is not here now; false if it is locked or the time has passed
     * @throws StoreException if it cannot be removed
     */
    boolean remove(Key key, OptionalLong before) throws StoreException;

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
    long timestamp() throws StoreException;
}
