package wherry.control;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/** Programs that the caller's side runs for a command, one at a time. */
final class CallerProgram {
    private final Caller caller;
    private final BlockingQueue<Integer> exitCodes = new ArrayBlockingQueue<>(1);
    private final AtomicBoolean runs = new AtomicBoolean();

    CallerProgram(Caller caller) {
        this.caller = caller;
    }

    /** Runs one and waits for its end; the thread that waits is interrupted when the caller goes. */
    int run(List<String> words) throws IOException, InterruptedException {
        byte[] payload = String.join("\0", words).getBytes(UTF_8);
        if (words.isEmpty() || payload.length > Frame.MAX_PAYLOAD_BYTES) {
            throw new IOException("cannot run a program with " + payload.length + " bytes of arguments");
        }
        runs.set(true);
        caller.send(FrameType.PROGRAM, payload);
        return exitCodes.take();
    }

    /** The caller says how the program ended. */
    void ended(ByteBuffer exitCode) throws IOException {
        if (exitCode.remaining() != 1 || !runs.getAndSet(false)) {
            throw new IOException("the caller told the end of a program that nobody asked for");
        }
        exitCodes.add(Byte.toUnsignedInt(exitCode.get()));
    }
}
