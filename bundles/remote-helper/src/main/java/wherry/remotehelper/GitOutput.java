package wherry.remotehelper;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import wherry.api.peer.GitService;

/** What git gets, unbuffered. One thread at a time. */
final class GitOutput implements WritableByteChannel {
    private static final int COPY_BYTES = 64 * 1024;

    private final OutputStream out;
    private final byte[] copy = new byte[COPY_BYTES];
    private Optional<SidebandFilter> filter = Optional.empty();

    GitOutput(OutputStream out) {
        this.out = out;
    }

    /** From now on bytes of a peer's service come, of which git shows some. */
    void serve(GitService service) {
        filter = Optional.of(new SidebandFilter(service));
    }

    void line(String text) throws IOException {
        out.write((text + "\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        int count = source.remaining();
        while (source.hasRemaining()) {
            int part = Math.min(source.remaining(), copy.length);
            source.get(copy, 0, part);
            filter.ifPresent(shown -> shown.pass(copy, part));
            out.write(copy, 0, part);
        }
        out.flush();
        return count;
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    /** The stream is the caller's and ends with the call. */
    @Override
    public void close() {}
}
