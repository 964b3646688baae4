package wherry.daemon.flow;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.Assert.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.Pipe;
import org.junit.Test;

public class OutboxTest {
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final Outbox outbox = new Outbox(Channels.newChannel(written), new Buffers(4, 2));

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(US_ASCII));
    }

    @Test
    public void nothingIsWrittenBeforeItIsFlushed() throws IOException {
        ByteBuffer taken = bytes("abc");
        assertThat(outbox.write(taken), is(3));
        assertThat(taken.hasRemaining(), is(false));
        assertThat(written.size(), is(0));
        outbox.flush();
        assertThat(written.toString(US_ASCII), is("abc"));
    }

    @Test
    public void whatIsAddedStaysInOrderOverSeveralBuffers() throws IOException {
        outbox.write(bytes("ab"));
        outbox.write(bytes("cdefghijk"));
        outbox.flush();
        outbox.write(bytes("l"));
        outbox.flush();
        outbox.flush();
        assertThat(written.toString(US_ASCII), is("abcdefghijkl"));
    }

    @Test
    public void whatIsForgottenIsNotWritten() throws IOException {
        outbox.write(bytes("abc"));
        outbox.close();
        outbox.flush();
        assertThat(written.size(), is(0));
    }

    @Test
    public void aBrokenChannelIsTold() throws IOException {
        Pipe pipe = Pipe.open();
        Outbox broken = new Outbox(pipe.sink(), new Buffers(4, 2));
        pipe.sink().close();
        pipe.source().close();
        broken.write(bytes("abc"));
        assertThrows(ClosedChannelException.class, broken::flush);
        assertThat(broken.isOpen(), is(false));
    }
}
