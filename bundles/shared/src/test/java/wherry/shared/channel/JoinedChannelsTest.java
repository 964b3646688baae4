package wherry.shared.channel;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.Assert.assertThrows;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.Timeout;

public class JoinedChannelsTest {
    @Rule
    public final Timeout timeout = Timeout.seconds(30);

    private static void write(PipeEnd end, String text) throws IOException {
        end.write(ByteBuffer.wrap(text.getBytes(US_ASCII)));
    }

    private static String read(PipeEnd end) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(100);
        int count = end.read(bytes);
        return count < 0 ? "<end>" : new String(bytes.array(), 0, count, US_ASCII);
    }

    @Test
    public void bytesGoBothWaysAndEachWayEndsAlone() throws IOException {
        try (JoinedChannels joined = JoinedChannels.open()) {
            write(joined.one(), "there");
            assertThat(read(joined.other()), is("there"));
            joined.one().shutdownOutput();
            assertThat(read(joined.other()), is("<end>"));
            write(joined.other(), "back");
            assertThat(read(joined.one()), is("back"));
        }
    }

    @Test
    public void closingOneEndsTheOther() throws IOException {
        try (JoinedChannels joined = JoinedChannels.open()) {
            joined.one().close();
            joined.one().close();
            assertThat(read(joined.other()), is("<end>"));
            assertThrows(IOException.class, () -> write(joined.other(), "x"));
            assertThat(joined.one().isOpen(), is(false));
        }
    }

    @Test
    public void closingEndsABlockedRead() throws Exception {
        JoinedChannels joined = JoinedChannels.open();
        FutureTask<String> blocked = new FutureTask<>(() -> read(joined.one()));
        new Thread(blocked).start();
        Thread.sleep(200);
        joined.one().close();
        assertThrows(Exception.class, () -> blocked.get(5, TimeUnit.SECONDS));
        joined.close();
    }
}
