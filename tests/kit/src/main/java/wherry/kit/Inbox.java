package wherry.kit;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Consumer;

/** What came over a link and was not taken yet, and the move of content that waits for more of it. */
final class Inbox {
    private ByteBuffer bytes = ByteBuffer.allocate(0);
    private Optional<Move> move = Optional.empty();

    /** Content that is to come. */
    private static final class Move {
        final ByteArrayOutputStream moved = new ByteArrayOutputStream();
        final Consumer<byte[]> done;
        final Runnable cut;
        long missing;

        Move(long length, Consumer<byte[]> done, Runnable cut) {
            this.missing = length;
            this.done = done;
            this.cut = cut;
        }
    }

    ByteBuffer bytes() {
        return bytes;
    }

    void add(byte[] more) {
        ByteBuffer joined = ByteBuffer.allocate(bytes.remaining() + more.length);
        bytes = joined.put(bytes).put(more).flip();
    }

    void expect(long length, Consumer<byte[]> done, Runnable cut) {
        if (move.isPresent()) {
            throw new IllegalStateException("content is being moved already");
        }
        move = Optional.of(new Move(length, done, cut));
        moveOn();
    }

    /** What was moved of content that has not come in whole. */
    byte[] movedSoFar() {
        return move.map(m -> m.moved.toByteArray()).orElse(new byte[0]);
    }

    private void moveOn() {
        Move current = move.orElseThrow();
        int part = (int) Math.min(current.missing, bytes.remaining());
        current.moved.write(bytes.array(), bytes.arrayOffset() + bytes.position(), part);
        bytes.position(bytes.position() + part);
        current.missing -= part;
        if (current.missing == 0) {
            move = Optional.empty();
            current.done.accept(current.moved.toByteArray());
        }
    }

    /** Moves content, or lets the machine receive, until neither takes more. */
    void pump(Consumer<ByteBuffer> receive, Runnable drain) {
        int before = -1;
        while (bytes.remaining() != before && bytes.hasRemaining()) {
            before = bytes.remaining();
            if (move.isPresent()) {
                moveOn();
            } else {
                receive.accept(bytes);
            }
            drain.run();
        }
    }

    /** The link has ended. */
    void cut() {
        Optional<Move> broken = move;
        broken.ifPresent(m -> m.cut.run());
        move = Optional.empty();
    }
}
