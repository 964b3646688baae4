package wherry.kit.simulation;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** One end of a {@link VirtualLink}. */
public final class LinkEnd {
    private final VirtualLink link;
    private final String sign;
    private final Deque<byte[]> early = new ArrayDeque<>();
    private Optional<Receiver> receiver = Optional.empty();
    private long busyUntil;
    private long lastArrival;
    private boolean closed;
    private boolean ended;

    /** Takes what comes. */
    public interface Receiver {
        /**
         * Bytes from the other end.
         *
         * @param part not empty
         */
        void receive(byte[] part);

        /** The other end has closed the link, or it is known here that the link broke. Told once. */
        void end();
    }

    LinkEnd(VirtualLink link, String sign) {
        this.link = link;
        this.sign = sign;
    }

    /**
     * Says who takes what comes, and has come.
     *
     * @param taker to the end
     */
    public void receiveBy(Receiver taker) {
        receiver = Optional.of(taker);
        while (!early.isEmpty()) {
            taker.receive(early.remove());
        }
        if (ended) {
            taker.end();
        }
    }

    /**
     * Sends bytes; they are lost if the link has broken, which is not known yet.
     *
     * @param bytes may be empty
     */
    public void write(byte[] bytes) {
        if (!closed) {
            link.carry(this, bytes);
        }
    }

    /** Ends the link, after what was written; takes nothing more. May be called again. */
    public void close() {
        if (!closed) {
            closed = true;
            link.carryEnd(this);
        }
    }

    boolean isClosed() {
        return closed;
    }

    String sign() {
        return sign;
    }

    void deliver(byte[] part) {
        if (closed || ended) {
            return;
        }
        receiver.ifPresentOrElse(taker -> taker.receive(part), () -> early.add(part));
    }

    void tellEnd() {
        if (!closed && !ended) {
            ended = true;
            receiver.ifPresent(Receiver::end);
        }
    }

    long busyUntil() {
        return busyUntil;
    }

    long lastArrival() {
        return lastArrival;
    }

    void sent(long outAt, long thereAt) {
        busyUntil = outAt;
        lastArrival = thereAt;
    }
}
