package wherry.shared.channel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.Channels;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.Timeout;

public class RelayTest {
    private static final Duration PATIENCE = Duration.ofMillis(300);

    @Rule
    public final Timeout timeout = Timeout.seconds(30);

    private JoinedChannels leader;
    private JoinedChannels follower;
    private CompletableFuture<Boolean> toFollower;
    private CompletableFuture<Void> toLeader;

    private record Leading(PipeEnd channel) implements Relay.Leader {
        @Override
        public void shutdownOutput() throws IOException {
            channel.shutdownOutput();
        }

        @Override
        public void close() {
            channel.close();
        }
    }

    @Before
    public void join() throws IOException {
        leader = JoinedChannels.open();
        follower = JoinedChannels.open();
        Relay relay = new Relay(new Leading(leader.one()), follower.one(), PATIENCE);
        toFollower = CompletableFuture.supplyAsync(relay::toFollower, task -> new Thread(task).start());
        toLeader = CompletableFuture.runAsync(relay::toLeader, task -> new Thread(task).start());
    }

    @After
    public void closeAll() {
        leader.close();
        follower.close();
    }

    private static void say(ByteChannel channel, String words) throws IOException {
        channel.write(ByteBuffer.wrap(words.getBytes(UTF_8)));
    }

    private static String hear(ByteChannel channel) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(100);
        return channel.read(buffer) < 0 ? "end" : UTF_8.decode(buffer.flip()).toString();
    }

    @Test
    public void bytesGoBothWaysAtTheSameTime() throws Exception {
        byte[] up = new byte[3_000_000];
        byte[] down = new byte[3_000_000];
        new Random(1).nextBytes(up);
        new Random(2).nextBytes(down);
        CompletableFuture<Void> writing =
                CompletableFuture.allOf(write(leader.other(), down), write(follower.other(), up));
        CompletableFuture<byte[]> arrived =
                CompletableFuture.supplyAsync(() -> read(leader.other(), up.length), task -> new Thread(task).start());
        assertThat(read(follower.other(), down.length), is(down));
        assertThat(arrived.get(), is(up));
        writing.get();
    }

    private static CompletableFuture<Void> write(ByteChannel channel, byte[] bytes) {
        return CompletableFuture.runAsync(
                () -> {
                    try {
                        OutputStream out = Channels.newOutputStream(channel);
                        out.write(bytes);
                    } catch (IOException e) {
                        throw new IllegalStateException(e);
                    }
                },
                task -> new Thread(task).start());
    }

    private static byte[] read(ByteChannel channel, int length) {
        try {
            InputStream in = Channels.newInputStream(channel);
            return in.readNBytes(length);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    public void theEndOfTheLeaderIsTheEndAfterItsLastByte() throws Exception {
        say(leader.other(), "last words");
        leader.other().close();
        assertThat(hear(follower.other()), is("last words"));
        assertThat(toFollower.get(), is(true));
        assertThat(leader.one().isOpen(), is(false));
        assertThat("left to the caller", follower.one().isOpen(), is(true));
    }

    @Test
    public void theEndOfTheFollowerIsPassedOnAndTheAnswerComesBack() throws Exception {
        say(follower.other(), "question");
        follower.other().shutdownOutput();
        assertThat(hear(leader.other()), is("question"));
        assertThat(hear(leader.other()), is("end"));
        say(leader.other(), "answer");
        leader.other().close();
        assertThat(hear(follower.other()), is("answer"));
        assertThat(toFollower.get(), is(true));
        toLeader.get();
    }

    @Test
    public void aSilentLeaderIsLeftSomeTimeAfterTheFollowersEnd() throws Exception {
        long begin = System.nanoTime();
        follower.other().shutdownOutput();
        assertThat(hear(leader.other()), is("end"));
        toLeader.get();
        assertThat(System.nanoTime() - begin, greaterThan(PATIENCE.toNanos()));
        assertThat(leader.one().isOpen(), is(false));
        assertThat("it did not end by itself", toFollower.get(), is(false));
    }

    @Test
    public void aLeaderThatGoesOnSpeakingIsHeardToItsEnd() throws Exception {
        follower.other().shutdownOutput();
        for (int i = 0; i < 6; i++) {
            TimeUnit.MILLISECONDS.sleep(PATIENCE.toMillis() / 2);
            say(leader.other(), "still here");
            assertThat(hear(follower.other()), is("still here"));
        }
        leader.other().close();
        assertThat(toFollower.get(), is(true));
        toLeader.get();
    }

    @Test
    public void aFollowerThatIsGoneEndsTheLeaderAsSoonAsThatSpeaks() throws Exception {
        follower.other().close();
        say(leader.other(), "anybody?");
        assertThat(toFollower.get(), is(false));
        toLeader.get();
        assertThat(leader.one().isOpen(), is(false));
    }

    @Test
    public void aFollowerThatBreaksEndsTheLeaderAtOnce() throws Exception {
        follower.one().close();
        toLeader.get(PATIENCE.toMillis() * 50, TimeUnit.MILLISECONDS);
        assertThat(hear(leader.other()), is("end"));
        assertThat(toFollower.get(), is(false));
    }
}
