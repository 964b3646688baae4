package wherry.remotes;

import java.io.IOException;
import java.util.Optional;
import wherry.api.annex.AnnexUuid;
import wherry.api.annex.AssociatedFile;
import wherry.api.annex.Key;
import wherry.api.content.Content;
import wherry.api.content.ContentAnswer;
import wherry.api.content.ContentSource;
import wherry.api.content.IncomingContent;
import wherry.api.content.TransferListener;
import wherry.api.node.Used;
import wherry.api.peer.GitConnection;
import wherry.api.remote.RemoteConnection;
import wherry.api.remote.RemoteScheme;

/**
 * A connection whose bundle stays until it is closed.
 *
 * @param connection closed with this
 * @param opener that made it
 */
record LeasedConnection(RemoteConnection connection, Used<RemoteScheme> opener) implements RemoteConnection {
    @Override
    public AnnexUuid uuid() {
        return connection.uuid();
    }

    @Override
    public Content content() {
        return connection.content();
    }

    @Override
    public Optional<GitConnection> git() {
        return connection.git();
    }

    @Override
    public boolean get(Key key, AssociatedFile file, IncomingContent into, TransferListener listener)
            throws IOException {
        return connection.get(key, file, into, listener);
    }

    @Override
    public ContentAnswer put(Key key, AssociatedFile file, ContentSource from, TransferListener listener)
            throws IOException {
        return connection.put(key, file, from, listener);
    }

    @Override
    public void close() {
        try (opener) {
            connection.close();
        }
    }
}
