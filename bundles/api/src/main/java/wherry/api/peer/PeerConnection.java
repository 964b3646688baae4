package wherry.api.peer;

import java.io.IOException;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.util.List;
import java.util.OptionalLong;
import org.osgi.annotation.versioning.ProviderType;
import wherry.api.annex.AnnexUuid;
import wherry.api.annex.AssociatedFile;
import wherry.api.annex.Key;
import wherry.api.protocol.GitService;
import wherry.api.store.ContentSource;
import wherry.api.store.IncomingContent;

/**
 * An authenticated connection to a peer: the operations of git-annex's P2P protocol, one at a time. Used by one thread; only
 * {@link #close()} may be called from another. After an exception the connection is to be closed. Every operation has a
 * deadline without progress, set by the provider's configuration, and so ends.
 */
@ProviderType
public interface PeerConnection extends AutoCloseable {
    /**
     * Who the peer says it is.
     *
     * @return from its AUTH-SUCCESS
     */
    AnnexUuid uuid();

    /**
     * VERSION. Without it the first operation for which the version matters offers the highest that the provider knows.
     *
     * @param highest to offer, not negative; less than what the provider knows is for peers whose newer versions are faulty
     * @return what counts from now on; 0 if the peer answers with an error
     * @throws PeerException if the link broke
     */
    int negotiate(int highest) throws PeerException;

    /**
     * CHECKPRESENT.
     *
     * @param key asked for
     * @return whether the peer has the content
     * @throws PeerException if the peer could not tell; never to be taken for "no"
     */
    boolean present(Key key) throws PeerException;

    /**
     * CHECKPRESENT of many keys, asked ahead of the answers, so that a slow network costs time only once for many keys.
     *
     * @param keys asked for
     * @param answers told of each key in the order of the keys
     * @throws PeerException if the link broke: of keys that were not told of nothing is known
     */
    void present(List<Key> keys, KeyAnswers answers) throws PeerException;

    /**
     * GET. Brings content from where the arrival stands; commits it when the peer has sent all.
     *
     * @param key what to get
     * @param file for the peer's display
     * @param into receives and verifies; stays the caller's to close
     * @param listener told how far it is
     * @return false if the peer does not have the content, or what came did not verify
     * @throws IOException a {@link PeerException}, or a store's exception from the arrival
     */
    boolean get(Key key, AssociatedFile file, IncomingContent into, TransferListener listener) throws IOException;

    /**
     * GET, and nobody wants to know how far it is.
     *
     * @param key what to get
     * @param file for the peer's display
     * @param into receives and verifies; stays the caller's to close
     * @return false if the peer does not have the content, or what came did not verify
     * @throws IOException a {@link PeerException}, or a store's exception from the arrival
     */
    default boolean get(Key key, AssociatedFile file, IncomingContent into) throws IOException {
        return get(key, file, into, TransferListener.NONE);
    }

    /**
     * PUT, from the offset that the peer asks for.
     *
     * @param key what to send
     * @param file for the peer's display
     * @param from opens the content
     * @param listener told how far it is
     * @return false if the peer refused or the content did not verify there
     * @throws IOException a {@link PeerException}, or a store's exception from the source; also if the content changed while it was
     *     sent and the peer did not store it
     */
    boolean put(Key key, AssociatedFile file, ContentSource from, TransferListener listener) throws IOException;

    /**
     * PUT, and nobody wants to know how far it is.
     *
     * @param key what to send
     * @param file for the peer's display
     * @param from opens the content
     * @return false if the peer refused or the content did not verify there
     * @throws IOException a {@link PeerException}, or a store's exception from the source
     */
    default boolean put(Key key, AssociatedFile file, ContentSource from) throws IOException {
        return put(key, file, from, TransferListener.NONE);
    }

    /**
     * REMOVE, or REMOVE-BEFORE with a time.
     *
     * @param key whose content is to go
     * @param before seconds of the peer's clock ({@link #timestamp()}); needs version 3
     * @return whether the content is gone
     * @throws PeerException if the peer could not tell
     */
    boolean remove(Key key, OptionalLong before) throws PeerException;

    /**
     * REMOVE of many keys, asked ahead of the answers.
     *
     * @param keys whose content is to go
     * @param answers told of each key in the order of the keys
     * @throws PeerException if the link broke: keys that were not told of may be gone or not
     */
    void remove(List<Key> keys, KeyAnswers answers) throws PeerException;

    /**
     * The further repositories that the answer to the last {@link #put} or {@link #remove(Key, OptionalLong)} holds for (the PLUS
     * forms): they have the content now, or lack it, whatever the answer was for the peer itself.
     *
     * @return a copy; mostly empty
     */
    List<AnnexUuid> others();

    /**
     * GETTIMESTAMP.
     *
     * @return whole seconds of a clock of the peer that only moves forward
     * @throws PeerException if the peer gave none
     */
    long timestamp() throws PeerException;

    /**
     * LOCKCONTENT. The connection can do nothing else until {@link #unlock()}.
     *
     * @param key whose content must stay
     * @return whether the content is there and locked
     * @throws PeerException if the peer could not tell
     */
    boolean lock(Key key) throws PeerException;

    /**
     * UNLOCKCONTENT.
     *
     * @throws PeerException if the link is broken; the peer then keeps the lock for up to ten minutes
     */
    void unlock() throws PeerException;

    /**
     * CONNECT. Relays between a git process and the peer's service until the service ends; the connection is then used up.
     *
     * @param service at the peer
     * @param in from git; read by a thread of the provider, which may still wait for it on return
     * @param out to git
     * @return the service's exit code, after all its output was written
     * @throws IOException a {@link PeerException} if the peer ended early, or from {@code out}
     */
    int connect(GitService service, ReadableByteChannel in, WritableByteChannel out) throws IOException;

    /**
     * NOTIFYCHANGE. Waits without a deadline.
     *
     * @return object ids that are new to the peer; empty for "please fetch"
     * @throws PeerException if the link broke
     */
    List<String> awaitChange() throws PeerException;

    /** Ends the link; a blocked operation of another thread ends with an exception. */
    @Override
    void close();
}
