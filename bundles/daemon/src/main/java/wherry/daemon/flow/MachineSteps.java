package wherry.daemon.flow;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Keeps the law of a machine of the protocol: one mutation, then its polls until there are no more steps, under a lock that is held for no
 * longer than that; and outside of the lock the work that the steps have left.
 */
public final class MachineSteps {
    private final ReentrantLock stepping = new ReentrantLock();
    private final BooleanSupplier poll;
    private final Supplier<Optional<Work>> left;

    /**
     * Of one machine.
     *
     * @param poll has the machine tell its next step; false if there is none
     * @param left takes the work that the last steps left
     */
    public MachineSteps(BooleanSupplier poll, Supplier<Optional<Work>> left) {
        this.poll = poll;
        this.left = left;
    }

    /** A step that may block. It is done outside of the machine's lock; the result goes back in under the lock. */
    @FunctionalInterface
    public interface Work {
        /**
         * Does it.
         *
         * @return tells the machine how it went: one mutation
         * @throws IOException if the link is of no more use
         * @throws InterruptedException if the thread was interrupted
         */
        Runnable perform() throws IOException, InterruptedException;
    }

    /** What has come of a connection's bytes, and whether more of them may go into the machine. */
    public interface Input {
        /**
         * The bytes that have come.
         *
         * @return from position to limit
         */
        ByteBuffer bytes();

        /**
         * The machine takes what it can of the bytes: a mutation.
         *
         * @param bytes the position moves past what was taken
         */
        void feed(ByteBuffer bytes);

        /**
         * All work that was left is done.
         *
         * @return false if the machine is to get no more bytes now
         * @throws IOException if the link is of no more use
         */
        boolean worked() throws IOException;
    }

    /**
     * Carries out one mutation.
     *
     * @param mutation of the machine
     * @return what is to be done then
     */
    public Optional<Work> step(Runnable mutation) {
        stepping.lock();
        try {
            mutation.run();
            boolean more = true;
            while (more) {
                more = poll.getAsBoolean();
            }
            return left.get();
        } finally {
            stepping.unlock();
        }
    }

    /**
     * Something that needs no polls, but must not come in between.
     *
     * @param call short
     */
    public void alone(Runnable call) {
        stepping.lock();
        try {
            call.run();
        } finally {
            stepping.unlock();
        }
    }

    /**
     * Carries out one mutation, all the work that follows, and whatever else the bytes that have come lead to.
     *
     * @param mutation of the machine
     * @param input of the connection
     * @throws IOException if the link is of no more use
     * @throws InterruptedException if the thread was interrupted
     */
    public void drive(Runnable mutation, Input input) throws IOException, InterruptedException {
        Optional<Work> next = step(mutation);
        boolean moving = true;
        while (moving) {
            while (next.isPresent()) {
                next = step(next.get().perform());
            }
            int before = input.bytes().remaining();
            moving = input.worked() && before > 0;
            if (moving) {
                next = step(() -> input.feed(input.bytes()));
                moving = next.isPresent() || input.bytes().remaining() < before;
            }
        }
    }
}
