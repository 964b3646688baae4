package wherry.daemon.flow;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.Assert.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.Test;

public class BoundedInputTest {
    private final ByteBuffer early = ByteBuffer.wrap("abc".getBytes(US_ASCII));
    private final ReadableByteChannel channel =
            Channels.newChannel(new ByteArrayInputStream("defgh".getBytes(US_ASCII)));
    private final AtomicLong progress = new AtomicLong();

    private BoundedInput inflow(long length) {
        return new BoundedInput(early, channel, length, progress::addAndGet);
    }

    private static String all(BoundedInput inflow) throws IOException {
        StringBuilder text = new StringBuilder();
        ByteBuffer buffer = ByteBuffer.allocate(2);
        while (inflow.read(buffer) >= 0) {
            text.append(US_ASCII.decode(buffer.flip()));
            buffer.clear();
        }
        return text.toString();
    }

    @Test
    public void whatWasReadEarlyComesFirstAndTheRestAfterIt() throws IOException {
        BoundedInput inflow = inflow(6);
        assertThat(inflow.left(), is(6L));
        assertThat(all(inflow), is("abcdef"));
        assertThat(inflow.left(), is(0L));
        assertThat(progress.get(), is(6L));
        assertThat(all(inflow(2)), is("gh"));
    }

    @Test
    public void whatWasReadTooEarlyStays() throws IOException {
        assertThat(all(inflow(2)), is("ab"));
        assertThat(early.remaining(), is(1));
    }

    @Test
    public void anEndBeforeTheEndIsAnError() {
        assertThrows(EOFException.class, () -> all(inflow(9)));
    }

    @Test
    public void theRestCanBeSkipped() throws IOException {
        inflow(7).skip(ByteBuffer.allocate(2));
        assertThat(all(inflow(1)), is("h"));
    }
}
