package wherry.api.remote;

import java.io.IOException;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;
import wherry.api.annex.AnnexUuid;
import wherry.api.annex.AssociatedFile;
import wherry.api.annex.Key;
import wherry.api.content.Content;
import wherry.api.content.ContentAnswer;
import wherry.api.content.ContentSource;
import wherry.api.content.ContentTransfer;
import wherry.api.content.IncomingContent;
import wherry.api.content.TransferListener;
import wherry.api.peer.GitConnection;

/**
 * An open connection to a remote. Used by one thread, one operation at a time; only {@link #close()} may be called from another. After an exception it
 * is to be closed.
 */
@ConsumerType
public interface RemoteConnection extends AutoCloseable {
    /**
     * Who the remote says it is.
     *
     * @return of its annex
     */
    AnnexUuid uuid();

    /**
     * Its content.
     *
     * @return over this connection
     */
    Content content();

    /**
     * Its git.
     *
     * @return over this connection; empty if it has content alone, or git goes there by itself
     */
    Optional<GitConnection> git();

    /**
     * Brings content here.
     *
     * @param key what to get
     * @param file for the remote's display
     * @param into receives and verifies; stays the caller's to close
     * @param listener told how far it is
     * @return false if the remote does not have the content, or what came did not verify
     * @throws IOException of either end
     */
    default boolean get(Key key, AssociatedFile file, IncomingContent into, TransferListener listener)
            throws IOException {
        return new ContentTransfer(listener)
                .bring(offset -> content().read(key, file, uuid(), offset), into)
                .done();
    }

    /**
     * Sends content to the remote.
     *
     * @param key what to send
     * @param file for the remote's display
     * @param from opens the content
     * @param listener told how far it is
     * @return not done if the content did not verify there
     * @throws IOException of either end
     */
    default ContentAnswer put(Key key, AssociatedFile file, ContentSource from, TransferListener listener)
            throws IOException {
        return new ContentTransfer(listener).send(from, content().receive(key, file, uuid()));
    }

    /** Ends it, once or more; a blocked operation of another thread ends with an exception. */
    @Override
    void close();
}
