package wherry.kit.simulation;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import wherry.api.peer.UnreachableException;

/** What comes over a link, for a simulated thread that waits for it. */
final class LinkInput implements LinkEnd.Receiver {
    private final LinkEnd link;
    private final Duration patience;
    private final Signal news;
    private final Deque<ByteBuffer> come = new ArrayDeque<>();
    private boolean ended;

    /** @param patience how long a read waits at most */
    LinkInput(Simulation simulation, LinkEnd link, Duration patience) {
        this.link = link;
        this.patience = patience;
        this.news = new Signal(simulation);
        link.receiveBy(this);
    }

    @Override
    public void receive(byte[] part) {
        come.add(ByteBuffer.wrap(part));
        news.give();
    }

    @Override
    public void end() {
        ended = true;
        news.give();
    }

    /**
     * Adds what comes next; waits for it.
     *
     * @param read what is left in it stays
     * @return false if nothing more comes
     */
    boolean fill(ByteBuffer read) throws UnreachableException {
        while (come.isEmpty() && !ended) {
            if (!news.await(patience)) {
                link.close();
                throw new UnreachableException("the peer does not go on");
            }
        }
        boolean more = !come.isEmpty();
        read.compact();
        while (!come.isEmpty() && read.hasRemaining()) {
            take(come.element(), read);
        }
        read.flip();
        return more;
    }

    private void take(ByteBuffer first, ByteBuffer into) {
        int count = Math.min(first.remaining(), into.remaining());
        into.put(first.slice(first.position(), count));
        first.position(first.position() + count);
        if (!first.hasRemaining()) {
            come.remove();
        }
    }
}
