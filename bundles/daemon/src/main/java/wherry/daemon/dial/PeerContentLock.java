package wherry.daemon.dial;

import java.io.IOException;
import wherry.api.content.ContentLock;

/** LOCKCONTENT that a peer has granted. */
final class PeerContentLock implements ContentLock {
    private final PeerDriver peer;
    private boolean released;

    PeerContentLock(PeerDriver peer) {
        this.peer = peer;
    }

    @Override
    public void release() throws IOException {
        if (!released) {
            released = true;
            peer.begin(peer.machine()::unlockContent);
        }
    }

    /** Without UNLOCKCONTENT the connection can do nothing else, and the peer keeps the lock as if it were broken. */
    @Override
    public void close() {
        if (!released) {
            released = true;
            peer.close();
        }
    }
}
