package wherry.daemon.dial;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import wherry.api.annex.StoreException;
import wherry.api.content.ContentAnswer;
import wherry.api.content.ContentReader;
import wherry.api.content.IncomingContent;
import wherry.api.peer.PeerException;
import wherry.api.peer.UnreachableException;
import wherry.daemon.dial.ContentStep.Expected;
import wherry.daemon.dial.ContentStep.Wanted;

/** Content on its way to a peer: PUT, from the peer's PUT-FROM on. */
final class PeerIncomingContent implements IncomingContent {
    private static final Logger LOG = LoggerFactory.getLogger("wherry.daemon.dial");

    /** Content up to this size goes out together with the lines around it. */
    private static final int SMALL_BYTES = 32 * 1024;

    private final PeerDriver peer;
    private final PendingAnswer<ContentAnswer> answer;
    private final Wanted wanted;
    private Optional<Expected> expected = Optional.empty();
    private boolean small;
    private long left;
    private boolean over;

    PeerIncomingContent(PeerDriver peer, PendingAnswer<ContentAnswer> answer, Wanted wanted) {
        this.peer = peer;
        this.answer = answer;
        this.wanted = wanted;
    }

    @Override
    public long offset() {
        return wanted.offset();
    }

    @Override
    public WritableByteChannel begin(long length) throws IOException {
        small = length <= SMALL_BYTES;
        left = length;
        if (!peer.untilContent(() -> wanted.length().with(OptionalLong.of(length)), answer)) {
            ContentAnswer unused = peer.settle(answer);
            throw new IllegalStateException("the operation is over before its content was sent");
        }
        expected = Optional.of(peer.work().content(Expected.class));
        return new Outflow();
    }

    /** To the link, as it is told. */
    private final class Outflow implements WritableByteChannel {
        @Override
        public int write(ByteBuffer bytes) throws IOException {
            int count = bytes.remaining();
            left -= count;
            if (small) {
                peer.outgoing().write(bytes);
                peer.counters().sentBytes().add(count);
                return count;
            }
            return peer.moving(() -> {
                while (bytes.hasRemaining()) {
                    send(bytes);
                }
                return count;
            });
        }

        private void send(ByteBuffer bytes) throws IOException {
            try {
                peer.send(bytes);
            } catch (IOException e) {
                throw peer.explained(e);
            }
        }

        @Override
        public boolean isOpen() {
            return !over;
        }

        @Override
        public void close() {
            // The link goes on.
        }
    }

    @Override
    public void receive(ContentReader content, LongConsumer progress) throws IOException {
        WritableByteChannel outflow = begin(content.length());
        if (small) {
            content.sendTo(outflow, progress);
        } else {
            left = 0;
            boolean unused = peer.moving(() -> {
                sendThroughTheKernel(content, progress);
                return true;
            });
        }
    }

    private void sendThroughTheKernel(ContentReader content, LongConsumer progress) throws IOException {
        try {
            content.sendTo(peer.channel(), count -> {
                peer.sent(count);
                progress.accept(count);
            });
        } catch (StoreException | PeerException e) {
            throw e;
        } catch (IOException e) {
            throw peer.explained(e);
        }
    }

    @Override
    public ContentAnswer commit(boolean complete) throws IOException {
        Expected sent = expected.orElseThrow(() -> new IllegalStateException("no content was begun"));
        over = true;
        if (left != 0) {
            peer.close();
            throw new UnreachableException("content for " + peer.name() + " ended " + left + " bytes early");
        }
        peer.begin(() -> sent.unchanged().with(complete));
        ContentAnswer stored = peer.settle(answer);
        if (stored.done()) {
            peer.counters().sent().increment();
        }
        return stored;
    }

    /** Content that was begun and not ended cannot be told from what is said next, so the connection ends with it. */
    @Override
    public void close() {
        if (over) {
            return;
        }
        over = true;
        if (expected.isPresent()) {
            peer.close();
            return;
        }
        try {
            peer.begin(() -> wanted.length().with(OptionalLong.empty()));
        } catch (IOException e) {
            LOG.debug("the peer cannot be told that no content comes peer={}", peer.name(), e);
            peer.close();
        }
    }
}
