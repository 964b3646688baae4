package wherry.keycommands;

import java.io.IOException;
import java.nio.file.Path;
import wherry.api.annex.AssociatedFile;
import wherry.api.annex.Key;
import wherry.api.annex.StoreException;
import wherry.api.command.Progress;
import wherry.api.content.ContentAnswer;
import wherry.api.content.ContentSource;
import wherry.api.content.IncomingContent;
import wherry.api.node.NewestService;
import wherry.api.node.Used;
import wherry.api.peer.PeerConnection;
import wherry.api.store.ContentFiles;

/** Content between plain files of the caller and a peer. */
final class KeyTransfers {
    private static final String PURPOSE = "key";

    private final NewestService<ContentFiles> files;

    KeyTransfers(NewestService<ContentFiles> files) {
        this.files = files;
    }

    private Used<ContentFiles> files() throws StoreException {
        return files.use(PURPOSE).orElseThrow(() -> new StoreException("no store is running"));
    }

    Key keyOf(Path file) throws IOException {
        try (Used<ContentFiles> used = files()) {
            return used.service().keyOf(file);
        }
    }

    /**
     * Brings content into a file, from where it was when a link broke. What came of an earlier try and proves wrong is brought once more
     * from the start.
     */
    boolean get(ReconnectingPeer session, Key key, Path file, Progress progress)
            throws IOException, InterruptedException {
        try (Used<ContentFiles> used = files()) {
            return session.ask(progress::total, peer -> {
                long offset;
                try (IncomingContent incoming = used.service().incoming(key, file)) {
                    offset = incoming.offset();
                    if (get(peer, key, incoming, progress)) {
                        return true;
                    }
                }
                try (IncomingContent again = used.service().incoming(key, file)) {
                    return offset > 0 && again.offset() == 0 && get(peer, key, again, progress);
                }
            });
        }
    }

    private static boolean get(PeerConnection peer, Key key, IncomingContent into, Progress progress)
            throws IOException {
        return peer.get(key, AssociatedFile.NONE, into, progress);
    }

    /** Sends the content of a file, from where the peer has it when a link broke. */
    ContentAnswer put(ReconnectingPeer session, Key key, Path file, Progress progress)
            throws IOException, InterruptedException {
        try (Used<ContentFiles> used = files()) {
            ContentSource source = used.service().source(file);
            return session.ask(progress::total, peer -> peer.put(key, AssociatedFile.NONE, source, progress));
        }
    }
}
