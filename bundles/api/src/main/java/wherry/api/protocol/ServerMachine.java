package wherry.api.protocol;

import java.nio.ByteBuffer;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;
import wherry.api.annex.ServeMode;

/**
 * The serving end of a connection, without I/O: bytes and results go in, steps come out. Content never passes through it: it
 * counts, the driver moves the bytes.
 *
 * <p>The law: one mutation ({@link #receive}, {@link #end}, {@link #serviceOutput}, {@link #serviceEnded}, {@link
 * #changed} or a {@link Completion}), then {@link #poll} until it returns false, then the next mutation. A step may complete its
 * Completion before it returns. Not thread-safe: the driver sees to it that one thread at a time is in here.
 *
 * <p>Once it has said {@link ServerSteps#close}, it takes and drops whatever is told to it.
 */
@ProviderType
public interface ServerMachine {
    /**
     * Takes bytes from the peer, at most up to the end of the first line that leads to a step. What follows a DATA line is the
     * driver's to move when the machine says so. What is left is given again after the poll; while the machine waits (for a
     * Completion or for a change) it takes nothing, so a buffer that is full then means that the peer has to wait too.
     *
     * @param bytes from position to limit; the position moves past what was taken
     */
    void receive(ByteBuffer bytes);

    /**
     * The peer has ended its stream. To be told when all before that was taken, but while the peer waits for a change at once,
     * whatever is left. The answer to a command that is being carried out is still given.
     */
    void end();

    /**
     * The git service has produced output. The driver writes it right after the header that the next poll transmits.
     *
     * @param length bytes, positive
     * @throws IllegalStateException if no git service runs
     */
    void serviceOutput(long length);

    /**
     * The git service has ended and all its output was announced by {@link #serviceOutput}.
     *
     * @param exitCode of the service
     * @throws IllegalStateException if no git service runs
     */
    void serviceEnded(int exitCode);

    /**
     * Refs of the repository have changed while the peer waits for that.
     *
     * @param objectIds that the peer cannot have yet; empty for "please fetch"
     * @throws IllegalStateException if the peer does not wait
     */
    void changed(List<String> objectIds);

    /**
     * Changes what the peer may do, from its next command on; a command that has begun goes on. Leads to no step, so it needs no
     * poll.
     *
     * @param mode instead of the one before
     */
    void permit(ServeMode mode);

    /**
     * Tells the next step by calling just one method of {@code steps}, or none.
     *
     * @param steps carries the step out, now or later
     * @return false if there is none until the next mutation
     */
    boolean poll(ServerSteps steps);
}
