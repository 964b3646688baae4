package wherry.daemon.dial;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import wherry.api.content.ContentReader;
import wherry.daemon.dial.ContentStep.Announced;
import wherry.daemon.dial.ContentStep.Vouched;
import wherry.daemon.flow.BoundedInput;

/** Content on its way from a peer: GET, from the peer's DATA on. */
final class PeerContentReader implements ContentReader {
    private static final Logger LOG = LoggerFactory.getLogger("wherry.daemon.dial");

    private final PeerDriver peer;
    private final PendingAnswer<Boolean> answer;
    private final Announced announced;
    private boolean received;
    private Optional<Vouched> vouched = Optional.empty();
    private boolean told;

    PeerContentReader(PeerDriver peer, PendingAnswer<Boolean> answer, Announced announced) {
        this.peer = peer;
        this.answer = answer;
        this.announced = announced;
    }

    /** Whether the peer has said in its way that it does not have the content; it is told that nothing was stored, then. */
    boolean isAbsent() throws IOException {
        if (announced.length() > 0) {
            return false;
        }
        received = true;
        boolean absent = !unchanged();
        if (absent) {
            tell(false);
        }
        return absent;
    }

    @Override
    public long length() {
        return announced.length();
    }

    @Override
    public void sendTo(WritableByteChannel target, LongConsumer progress) throws IOException {
        BoundedInput input = peer.input(announced.length());
        ByteBuffer buffer = peer.takeBuffer();
        try {
            while (read(input, buffer.clear())) {
                int count = buffer.flip().remaining();
                while (buffer.hasRemaining()) {
                    target.write(buffer);
                }
                progress.accept(count);
                peer.counters().receivedBytes().add(count);
            }
        } finally {
            peer.giveBuffer(buffer);
        }
        received = true;
    }

    private boolean read(BoundedInput input, ByteBuffer buffer) throws IOException {
        try {
            return peer.moving(() -> input.read(buffer) >= 0);
        } catch (IOException e) {
            throw peer.explained(e);
        }
    }

    @Override
    public boolean unchanged() throws IOException {
        return vouched().complete();
    }

    private Vouched vouched() throws IOException {
        Optional<Vouched> known = vouched;
        if (known.isPresent()) {
            return known.get();
        }
        if (!received) {
            throw new IllegalStateException("the content was not read to its end");
        }
        if (!peer.untilContent(() -> announced.received().with(true), answer)) {
            boolean unused = peer.settle(answer);
            throw new IllegalStateException("the operation is over before its content was judged");
        }
        Vouched said = peer.work().content(Vouched.class);
        vouched = Optional.of(said);
        return said;
    }

    @Override
    public void delivered() throws IOException {
        tell(true);
        peer.counters().received().increment();
    }

    private void tell(boolean stored) throws IOException {
        Vouched said = vouched();
        told = true;
        peer.begin(() -> said.stored().with(stored));
    }

    /** What was not read to its end cannot be told from what the peer says next, so the connection ends with it. */
    @Override
    public void close() {
        if (told) {
            return;
        }
        told = true;
        if (!received) {
            peer.close();
            return;
        }
        try {
            tell(false);
        } catch (IOException e) {
            LOG.debug("the peer cannot be told that content was not kept peer={}", peer.name(), e);
            peer.close();
        }
    }
}
