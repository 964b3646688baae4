package wherry.launcher;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Standard output or error takes no more. */
final class OutputException extends IOException {
    private static final long serialVersionUID = 1L;
    private static final int FAILED = 1;

    /** As a shell tells of a program that SIGPIPE ended. */
    private static final int CLOSED = 141;

    private OutputException(IOException cause) {
        super("write error: " + cause.getMessage(), cause);
    }

    /** Writes all that is left in a buffer. */
    static void writeAll(FileChannel to, ByteBuffer bytes) throws OutputException {
        try {
            while (bytes.hasRemaining()) {
                to.write(bytes);
            }
        } catch (IOException e) {
            throw new OutputException(e);
        }
    }

    /** Says what is wrong, unless whoever read has enough; returns the exit code. */
    int tell() {
        if (String.valueOf(getMessage()).endsWith("Broken pipe")) {
            return CLOSED;
        }
        Relay.complain(String.valueOf(getMessage()));
        return FAILED;
    }
}
