package wherry.control;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The caller's environment. It stays with the caller: a variable travels when a command reads it, once. Any number of threads
 * may read; another brings the answers.
 */
final class CallerVariables {
    private final Caller caller;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<String, Optional<String>> known = new HashMap<>();
    private @Nullable String asked;
    private boolean ended;

    CallerVariables(Caller caller) {
        this.caller = caller;
    }

    /**
     * The value of a variable; waits for the caller's answer.
     *
     * @throws UncheckedIOException if the caller cannot be asked any more: a variable that is not known is not one that is not set
     */
    Optional<String> value(String name) {
        lock.lock();
        try {
            while (!known.containsKey(name)) {
                if (ended) {
                    throw new IOException("the caller can be asked no more what " + name + " is");
                }
                if (asked == null) {
                    asked = name;
                    caller.send(FrameType.ASK_VARIABLE, name.getBytes(UTF_8));
                }
                changed.await();
            }
            return known.getOrDefault(name, Optional.empty());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new InterruptedIOException("interrupted while asking for " + name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            lock.unlock();
        }
    }

    /**
     * The caller has answered.
     *
     * @param payload {@code =} and the value; empty if the variable is not set
     * @throws IOException if nobody asked, or it is neither
     */
    void arrived(ByteBuffer payload) throws IOException {
        lock.lock();
        try {
            if (asked == null) {
                throw new IOException("the caller told a variable that nobody asked for");
            }
            if (payload.hasRemaining() && payload.get() != '=') {
                throw new IOException("malformed variable " + asked);
            }
            boolean set = payload.position() > 0;
            known.put(asked, set ? Optional.of(UTF_8.decode(payload).toString()) : Optional.empty());
            asked = null;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Nobody answers from now on. */
    void end() {
        lock.lock();
        try {
            ended = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
