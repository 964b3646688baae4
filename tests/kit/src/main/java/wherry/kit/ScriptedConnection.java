package wherry.kit;

import java.io.IOException;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import wherry.api.annex.AnnexUuid;
import wherry.api.annex.AssociatedFile;
import wherry.api.annex.Key;
import wherry.api.content.ContentAnswer;
import wherry.api.content.ContentLock;
import wherry.api.content.ContentOffer;
import wherry.api.content.ContentReader;
import wherry.api.content.KeyAnswers;
import wherry.api.peer.GitService;
import wherry.api.peer.PeerConnection;

/** A connection that can only tell who the peer is and run a git service. */
final class ScriptedConnection implements PeerConnection {
    private final AnnexUuid peer;
    private final ScriptedDialer.Service service;
    private final Runnable onClose;
    private boolean closed;

    ScriptedConnection(AnnexUuid peer, ScriptedDialer.Service service, Runnable onClose) {
        this.peer = peer;
        this.service = service;
        this.onClose = onClose;
    }

    @Override
    public AnnexUuid uuid() {
        return peer;
    }

    @Override
    public int connect(GitService wanted, ReadableByteChannel in, WritableByteChannel out) throws IOException {
        return service.run(wanted, in, out);
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            onClose.run();
        }
    }

    @Override
    public boolean present(Key key) {
        throw unexpected();
    }

    @Override
    public int negotiate(int highest) {
        throw unexpected();
    }

    @Override
    public void present(List<Key> keys, KeyAnswers answers) {
        throw unexpected();
    }

    @Override
    public void remove(List<Key> keys, KeyAnswers answers) {
        throw unexpected();
    }

    @Override
    public void bypass(List<AnnexUuid> uuids) {
        throw unexpected();
    }

    @Override
    public Optional<ContentReader> read(Key key, AssociatedFile file, AnnexUuid reader, long offset) {
        throw unexpected();
    }

    @Override
    public ContentOffer receive(Key key, AssociatedFile file, AnnexUuid sender) {
        throw unexpected();
    }

    @Override
    public ContentAnswer remove(Key key, OptionalLong before) {
        throw unexpected();
    }

    @Override
    public long timestamp() {
        throw unexpected();
    }

    @Override
    public Optional<ContentLock> lock(Key key) {
        throw unexpected();
    }

    @Override
    public List<String> awaitChange() {
        throw unexpected();
    }

    private static IllegalStateException unexpected() {
        return new IllegalStateException("the test did not expect this operation");
    }
}
