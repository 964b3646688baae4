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
import wherry.api.peer.Dialer;
import wherry.api.peer.GitConnection;
import wherry.api.peer.PeerConnection;
import wherry.api.remote.RemoteConnection;

/**
 * A connection to a peer.
 *
 * @param peer closed with this
 * @param dialer that made it
 */
record PeerRemote(PeerConnection peer, Used<Dialer> dialer) implements RemoteConnection {
    @Override
    public AnnexUuid uuid() {
        return peer.uuid();
    }

    @Override
    public Content content() {
        return peer;
    }

    @Override
    public Optional<GitConnection> git() {
        return Optional.of(peer);
    }

    @Override
    public boolean get(Key key, AssociatedFile file, IncomingContent into, TransferListener listener)
            throws IOException {
        return peer.get(key, file, into, listener);
    }

    @Override
    public ContentAnswer put(Key key, AssociatedFile file, ContentSource from, TransferListener listener)
            throws IOException {
        return peer.put(key, file, from, listener);
    }

    @Override
    public void close() {
        try (dialer) {
            peer.close();
        }
    }
}
