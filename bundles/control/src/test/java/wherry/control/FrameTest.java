package wherry.control;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.Assert.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.util.Arrays;
import org.junit.Test;
import wherry.kit.Gen;

public class FrameTest {
    private static ReadableByteChannel channel(byte[] bytes) {
        return Channels.newChannel(new ByteArrayInputStream(bytes));
    }

    /** Gives one byte for each read, as a slow peer does. */
    private static ReadableByteChannel slowly(byte[] bytes) {
        return Channels.newChannel(new ByteArrayInputStream(bytes) {
            @Override
            public synchronized int read(byte[] into, int offset, int length) {
                return super.read(into, offset, Math.min(1, length));
            }
        });
    }

    private static byte[] encoded(FrameType type, byte[] payload) {
        ByteBuffer frame = Frame.encode(type, ByteBuffer.wrap(payload));
        byte[] bytes = new byte[frame.remaining()];
        frame.get(bytes);
        return bytes;
    }

    @Test
    public void whatIsWrittenIsReadInWhateverPieces() throws IOException {
        Gen gen = new Gen(5);
        for (int round = 0; round < 200; round++) {
            FrameType type = gen.pick(FrameType.values());
            byte[] payload = gen.bytes(3000);

            Frame frame = Frame.read(slowly(encoded(type, payload)));

            assertThat(frame.type(), is(type));
            assertThat(frame.payload(), is(ByteBuffer.wrap(payload)));
        }
    }

    @Test
    public void theLongestPayloadIsReadAndOneByteMoreRefusedUnread() throws IOException {
        byte[] longest = new byte[Frame.MAX_PAYLOAD_BYTES];
        assertThat(
                Frame.read(channel(encoded(FrameType.INPUT, longest))).payload().remaining(),
                is(Frame.MAX_PAYLOAD_BYTES));

        byte[] header = Arrays.copyOf(encoded(FrameType.INPUT, new byte[longest.length + 1]), Frame.HEADER_BYTES);
        IOException e = assertThrows(IOException.class, () -> Frame.read(channel(header)));
        assertThat(e.getMessage(), containsString("65537"));
    }

    @Test
    public void aNegativeLengthIsRefused() {
        byte[] header = {FrameType.INPUT.code(), -1, -1, -1, -1};
        assertThat(
                assertThrows(IOException.class, () -> Frame.read(channel(header)))
                        .getMessage(),
                containsString("-1"));
    }

    @Test
    public void anUnknownTypeIsRefused() {
        byte[] frame = {'?', 0, 0, 0, 0};
        assertThat(
                assertThrows(IOException.class, () -> Frame.read(channel(frame)))
                        .getMessage(),
                containsString("unknown frame"));
    }

    @Test
    public void theEndOfTheStreamIsToldWhereverItComes() {
        byte[] frame = encoded(FrameType.INPUT, new byte[] {1, 2, 3});
        for (int length = 0; length < frame.length; length++) {
            byte[] part = Arrays.copyOf(frame, length);
            assertThrows(EOFException.class, () -> Frame.read(channel(part)));
        }
    }
}
