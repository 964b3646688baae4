package wherry.api.peer;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.osgi.annotation.versioning.ProviderType;
import wherry.api.annex.AnnexUuid;
import wherry.api.annex.AssociatedFile;
import wherry.api.annex.Key;
import wherry.api.content.Content;
import wherry.api.content.ContentAnswer;
import wherry.api.content.ContentLock;
import wherry.api.content.ContentOffer;
import wherry.api.content.ContentReader;
import wherry.api.content.ContentSource;
import wherry.api.content.ContentTransfer;
import wherry.api.content.IncomingContent;
import wherry.api.content.KeyAnswers;
import wherry.api.content.TransferListener;

/**
 * An authenticated connection to a peer, whose content it is: the operations of git-annex's P2P protocol, one at a time; content that
 * is read, received or locked keeps the connection until it is closed. Used by one thread; only {@link #close()} may be called from
 * another. What a peer cannot answer throws a {@link PeerException}. After an exception the connection is to be closed. Every operation has a
 * deadline without progress, set by the provider's configuration, and so ends.
 */
@ProviderType
public interface PeerConnection extends Content, GitConnection, AutoCloseable {
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
     * BYPASS: names repositories that the peer, if it is a gateway to them, need not ask for us, since we ask them ourselves.
     * Nothing is said to a peer of a version before 2.
     *
     * @param uuids of those repositories; instead of those named before
     * @throws PeerException if the link broke
     */
    void bypass(List<AnnexUuid> uuids) throws PeerException;

    /**
     * Brings content here.
     *
     * @param key what to get
     * @param file for the peer's display
     * @param into receives and verifies; stays the caller's to close
     * @param listener told how far it is
     * @return false if the peer does not have the content, or what came did not verify
     * @throws IOException a {@link PeerException}, or of {@code into}
     */
    default boolean get(Key key, AssociatedFile file, IncomingContent into, TransferListener listener)
            throws IOException {
        return new ContentTransfer(listener)
                .bring(offset -> read(key, file, uuid(), offset), into)
                .done();
    }

    /**
     * Sends content to the peer.
     *
     * @param key what to send
     * @param file for the peer's display
     * @param from opens the content
     * @param listener told how far it is
     * @return not done if the content did not verify there
     * @throws IOException a {@link PeerException}, also if the peer refused; or of {@code from}, also if the content changed while it
     *     was sent and the peer did not store it
     */
    default ContentAnswer put(Key key, AssociatedFile file, ContentSource from, TransferListener listener)
            throws IOException {
        return new ContentTransfer(listener).send(from, receive(key, file, uuid()));
    }

    /**
     * Brings content here, and nobody wants to know how far it is.
     *
     * @param key what to get
     * @param file for the peer's display
     * @param into receives and verifies; stays the caller's to close
     * @return false if the peer does not have the content, or what came did not verify
     * @throws IOException as of {@link #get(Key, AssociatedFile, IncomingContent, TransferListener)}
     */
    default boolean get(Key key, AssociatedFile file, IncomingContent into) throws IOException {
        return get(key, file, into, TransferListener.NONE);
    }

    /**
     * Sends content to the peer, and nobody wants to know how far it is.
     *
     * @param key what to send
     * @param file for the peer's display
     * @param from opens the content
     * @return not done if the content did not verify there
     * @throws IOException as of {@link #put(Key, AssociatedFile, ContentSource, TransferListener)}
     */
    default ContentAnswer put(Key key, AssociatedFile file, ContentSource from) throws IOException {
        return put(key, file, from, TransferListener.NONE);
    }

    @Override
    boolean present(Key key) throws PeerException;

    @Override
    void present(List<Key> keys, KeyAnswers answers) throws PeerException;

    @Override
    Optional<ContentReader> read(Key key, AssociatedFile file, AnnexUuid reader, long offset) throws PeerException;

    @Override
    ContentOffer receive(Key key, AssociatedFile file, AnnexUuid sender) throws PeerException;

    @Override
    Optional<ContentLock> lock(Key key) throws PeerException;

    /**
     * {@inheritDoc}
     *
     * @throws PeerException if the peer could not tell, or speaks a version before 3 and a time is given
     */
    @Override
    ContentAnswer remove(Key key, OptionalLong before) throws PeerException;

    @Override
    void remove(List<Key> keys, KeyAnswers answers) throws PeerException;

    @Override
    long timestamp() throws PeerException;

    /** Ends the link; a blocked operation of another thread ends with an exception. */
    @Override
    void close();
}
