package wherry.shared.channel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.Assert.assertThrows;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.util.Random;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.Timeout;

public class StreamChannelTest {
    @Rule
    public final Timeout timeout = Timeout.seconds(30);

    private static StreamChannel over(PipeEnd end) {
        return new StreamChannel(Channels.newInputStream(end), Channels.newOutputStream(end), end::close);
    }

    @Test
    public void bytesComeAsTheyWere() throws Exception {
        byte[] bytes = new byte[1_000_000];
        new Random(1).nextBytes(bytes);
        try (JoinedChannels joined = JoinedChannels.open();
                StreamChannel here = over(joined.one());
                StreamChannel there = over(joined.other())) {
            Thread writer = new Thread(() -> write(here, ByteBuffer.wrap(bytes)));
            writer.start();
            ByteBuffer arrived = ByteBuffer.allocate(bytes.length);
            while (arrived.hasRemaining() && there.read(arrived) >= 0) {
                // goes on to the end
            }
            assertThat(arrived.array(), is(bytes));
            writer.join();
            joined.one().shutdownOutput();
            assertThat(there.read(ByteBuffer.allocate(1)), is(-1));
        }
    }

    private static void write(StreamChannel channel, ByteBuffer bytes) {
        try {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    public void closingEndsABlockedReadAndNothingIsTakenAnyMore() throws Exception {
        try (JoinedChannels joined = JoinedChannels.open()) {
            StreamChannel channel = over(joined.one());
            FutureTask<Integer> blocked = new FutureTask<>(() -> channel.read(ByteBuffer.allocate(1)));
            new Thread(blocked).start();
            channel.close();
            channel.close();
            assertThrows(Exception.class, () -> blocked.get(5, TimeUnit.SECONDS));
            assertThat(channel.isOpen(), is(false));
            assertThrows(ClosedChannelException.class, () -> channel.write(ByteBuffer.wrap("x".getBytes(UTF_8))));
        }
    }
}
