package wherry.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.util.concurrent.TimeUnit;

/** Talks through a program's standard input and output. Closing it ends the program. */
final class ProgramChannel implements ByteChannel {
    private static final int CHUNK_BYTES = 1 << 18;
    private static final long GOING_MILLIS = 2000;

    private final Process process;
    private final InputStream in;
    private final OutputStream out;
    private final byte[] incoming = new byte[CHUNK_BYTES];
    private final byte[] outgoing = new byte[CHUNK_BYTES];

    ProgramChannel(Process process) {
        this.process = process;
        this.in = process.getInputStream();
        this.out = process.getOutputStream();
    }

    @Override
    public int read(ByteBuffer buffer) throws IOException {
        int n = in.read(incoming, 0, Math.min(incoming.length, buffer.remaining()));
        if (n > 0) {
            buffer.put(incoming, 0, n);
        }
        return n;
    }

    @Override
    public int write(ByteBuffer buffer) throws IOException {
        int n = Math.min(outgoing.length, buffer.remaining());
        buffer.get(outgoing, 0, n);
        out.write(outgoing, 0, n);
        out.flush();
        return n;
    }

    @Override
    public boolean isOpen() {
        return process.isAlive();
    }

    @Override
    public void close() throws IOException {
        try {
            out.close();
            if (!process.waitFor(GOING_MILLIS, TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }
}
