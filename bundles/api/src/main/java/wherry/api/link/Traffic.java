package wherry.api.link;

import java.nio.channels.ByteChannel;
import wherry.api.metric.Counter;

/**
 * The bytes that have moved over a link, protocol and content alike. Whoever moves them adds to it, mostly by {@link #counting}: content goes
 * through the kernel, where nobody else could count it.
 *
 * @param sent to the other end
 * @param received from the other end
 */
public record Traffic(Counter sent, Counter received) {
    /** Nothing has moved yet. */
    public Traffic() {
        this(new Counter(), new Counter());
    }

    /**
     * For bytes that go through buffers.
     *
     * @param channel of the link
     * @return the same channel, and what is read from it and written to it is counted
     */
    public ByteChannel counting(ByteChannel channel) {
        return new CountedChannel(channel, this);
    }
}
