package wherry.remotehelper;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What git sends: lines first, and from some line on bytes for the peer. None is lost between the two. One thread at a time. */
final class GitInput implements ReadableByteChannel {
    private static final int BUFFER_BYTES = 64 * 1024;
    /** Longer than any line of gitremote-helpers(7). */
    private static final int MAX_LINE_BYTES = 4096;

    private final InputStream in;
    private final byte[] bytes = new byte[BUFFER_BYTES];
    private final ByteBuffer ahead = ByteBuffer.wrap(bytes).limit(0);

    GitInput(InputStream in) {
        this.in = in;
    }

    /** The next line without its end; empty at the end of input, also in mid-line. */
    Optional<String> line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        while (ahead.hasRemaining() || fill()) {
            byte next = ahead.get();
            if (next == '\n') {
                return Optional.of(line.toString(StandardCharsets.UTF_8));
            }
            if (line.size() == MAX_LINE_BYTES) {
                throw new IOException("git sent a line of more than " + MAX_LINE_BYTES + " bytes");
            }
            line.write(next);
        }
        return Optional.empty();
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        if (!target.hasRemaining()) {
            return 0;
        }
        if (!ahead.hasRemaining() && !fill()) {
            return -1;
        }
        int count = Math.min(ahead.remaining(), target.remaining());
        target.put(ahead.slice(ahead.position(), count));
        ahead.position(ahead.position() + count);
        return count;
    }

    private boolean fill() throws IOException {
        int count = in.read(bytes);
        ahead.position(0).limit(Math.max(0, count));
        return count > 0;
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    /** The stream is the caller's and ends with the call. */
    @Override
    public void close() {}
}
