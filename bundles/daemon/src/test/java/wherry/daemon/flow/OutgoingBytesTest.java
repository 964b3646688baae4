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
import java.util.Optional;
import org.junit.Test;
import wherry.daemon.limit.Share;

public class OutgoingBytesTest {
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private long memory = 16;
    private final OutgoingBytes outgoing = new OutgoingBytes(
            Channels.newChannel(written),
            new OutgoingBytes.Supplies(new Buffers(4, 2), new Buffers(16, 2), 16, this::memory),
            ProgressListener.unwatched());

    private Optional<Share> memory(long bytes) {
        if (memory < bytes) {
            return Optional.empty();
        }
        memory -= bytes;
        return Optional.of(() -> memory += bytes);
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(US_ASCII));
    }

    @Test
    public void nothingIsWrittenBeforeItIsFlushed() throws IOException {
        ByteBuffer taken = bytes("abc");
        assertThat(outgoing.write(taken), is(3));
        assertThat(taken.hasRemaining(), is(false));
        assertThat(written.size(), is(0));
        outgoing.flush();
        assertThat(written.toString(US_ASCII), is("abc"));
    }

    @Test
    public void whatIsAddedStaysInOrderOverSeveralBuffers() throws IOException {
        outgoing.write(bytes("ab"));
        outgoing.write(bytes("cdefghijk"));
        outgoing.flush();
        outgoing.write(bytes("l"));
        outgoing.flush();
        outgoing.flush();
        assertThat(written.toString(US_ASCII), is("abcdefghijkl"));
    }

    @Test
    public void whatIsForgottenIsNotWritten() throws IOException {
        outgoing.write(bytes("abc"));
        outgoing.close();
        outgoing.flush();
        assertThat(written.size(), is(0));
    }

    @Test
    public void aBrokenChannelIsTold() throws IOException {
        Pipe pipe = Pipe.open();
        OutgoingBytes broken = new OutgoingBytes(
                pipe.sink(), OutgoingBytes.Supplies.lines(new Buffers(4, 2)), ProgressListener.unwatched());
        pipe.sink().close();
        pipe.source().close();
        broken.write(bytes("abc"));
        assertThrows(ClosedChannelException.class, broken::flush);
        assertThat(broken.isOpen(), is(false));
    }

    @Test
    public void contentFindsRoomBesideTheLinesBeforeIt() throws IOException {
        outgoing.write(bytes("ab"));
        assertThat(outgoing.makeRoom(14), is(true));
        assertThat(memory, is(0L));
        outgoing.write(bytes("cdefghijklmnop"));
        assertThat(outgoing.waiting(), is(16));
        assertThat("there is one buffer only", outgoing.makeRoom(1), is(false));
        outgoing.flush();
        assertThat(written.toString(US_ASCII), is("abcdefghijklmnop"));
        assertThat("given back", memory, is(16L));
    }

    @Test
    public void contentFindsNoRoomWhereThereIsNoMemory() {
        memory = 15;
        assertThat(outgoing.makeRoom(1), is(false));
    }

    @Test
    public void contentThatIsTooLargeFindsNoRoom() {
        outgoing.write(bytes("ab"));
        assertThat(outgoing.makeRoom(15), is(false));
        assertThat(memory, is(16L));
    }

    @Test
    public void whatIsForgottenGivesItsMemoryBack() {
        assertThat(outgoing.makeRoom(1), is(true));
        outgoing.close();
        assertThat(memory, is(16L));
    }
}
