package wherry.shared.channel;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A channel over two pipes, one for each way. Blocking; one thread may read while another writes. */
public final class PipeEnd implements ByteChannel {
    private static final Logger LOG = LoggerFactory.getLogger(PipeEnd.class);

    private final Pipe.SourceChannel in;
    private final Pipe.SinkChannel out;

    PipeEnd(Pipe.SourceChannel in, Pipe.SinkChannel out) {
        this.in = in;
        this.out = out;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        return in.read(target);
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        return out.write(source);
    }

    /**
     * What comes, as a stream.
     *
     * @return closing it closes this way alone
     */
    public InputStream input() {
        return Channels.newInputStream(in);
    }

    /**
     * What goes, as a stream.
     *
     * @return closing it is {@link #shutdownOutput}
     */
    public OutputStream output() {
        return Channels.newOutputStream(out);
    }

    /**
     * Says that nothing more will be written.
     *
     * @throws IOException if that fails
     */
    public void shutdownOutput() throws IOException {
        out.close();
    }

    @Override
    public boolean isOpen() {
        return in.isOpen();
    }

    @Override
    public void close() {
        try {
            out.close();
        } catch (IOException e) {
            LOG.debug("pipe closed with an error", e);
        }
        try {
            in.close();
        } catch (IOException e) {
            LOG.debug("pipe closed with an error", e);
        }
    }
}
