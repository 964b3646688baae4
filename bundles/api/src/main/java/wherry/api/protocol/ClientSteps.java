package wherry.api.protocol;

import java.nio.ByteBuffer;
import java.util.OptionalLong;
import org.osgi.annotation.versioning.ConsumerType;

/** What a {@link ClientMachine} asks its driver to do; the rules are those of {@link ServerSteps}. */
@ConsumerType
public interface ClientSteps {
    /**
     * Write bytes to the peer.
     *
     * @param bytes all of them, in order; valid only during this call
     */
    void transmit(ByteBuffer bytes);

    /**
     * GET: move content from the peer into the arrival: first what is left in the buffer given to {@link
     * ClientMachine#receive}, then from the link.
     *
     * @param length bytes, not negative
     * @param received when all have come; with {@code false} if they could not be kept, though all were read; failed if the link
     *     ended within: the machine then closes
     */
    void receiveContent(long length, Completion<Boolean> received);

    /**
     * GET: verify and keep what came.
     *
     * @param complete whether the peer says that it sent all, unchanged
     * @param stored whether it is the key's content
     */
    void storeContent(boolean complete, Completion<Boolean> stored);

    /**
     * PUT: open content to send.
     *
     * @param offset that the peer asks for, in bytes, not negative
     * @param length what is left from there on; empty if the content is not here
     */
    void openContent(long offset, Completion<OptionalLong> length);

    /**
     * PUT: write the opened content to the peer, all of the length that was told.
     *
     * @param unchanged whether what was sent is still what the store has; failed if less than the length was written: the
     *     machine then closes
     */
    void sendContent(Completion<Boolean> unchanged);

    /**
     * CONNECT: move bytes from the peer to git's input, found as in {@link #receiveContent}. {@link
     * ClientMachine#serviceInput} goes on meanwhile.
     *
     * @param length bytes, positive
     * @param moved when done; failed if the link ended within: the machine then closes
     */
    void serviceOutput(long length, Completion<Boolean> moved);

    /**
     * CONNECT: write service input that was announced, right after the header just transmitted.
     *
     * @param length as announced
     */
    void sendServiceInput(long length);

    /**
     * The link is of no more use: close it.
     *
     * @param reason for the log and the user
     */
    void close(String reason);
}
