package wherry.daemon.admission;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.Assert.assertThrows;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.Timeout;

public class WrongTokenDelayTest {
    @Rule
    public final Timeout timeout = Timeout.seconds(30);

    private static final int LIMIT = 10;

    private Instant now = Instant.EPOCH;
    private final WrongTokenDelay wrongTokens = new WrongTokenDelay(() -> now, LIMIT);

    private long millis(String remote) {
        return wrongTokens.refused(remote).toMillis();
    }

    @Test
    public void eachRefusalOfAHostTakesTwiceAsLongUpToALimit() {
        assertThat(millis("10.0.0.1:4000"), is(100L));
        assertThat(millis("10.0.0.1:4001"), is(200L));
        assertThat(millis("10.0.0.1:4002"), is(400L));
        for (int i = 0; i < 10; i++) {
            wrongTokens.refused("10.0.0.1:5000");
        }
        assertThat(wrongTokens.refused("10.0.0.1:1"), is(Duration.ofSeconds(5)));
    }

    @Test
    public void hostsAreApart() {
        assertThat(millis("10.0.0.1:4000"), is(100L));
        assertThat(millis("10.0.0.2:4000"), is(100L));
        assertThat(millis("unix socket"), is(100L));
        assertThat(millis("[::1]:4000"), is(100L));
        assertThat(millis("[::1]:4001"), is(200L));
        assertThat(millis("unix socket"), is(200L));
    }

    @Test
    public void itIsForgiven() {
        wrongTokens.refused("10.0.0.1:4000");
        wrongTokens.refused("10.0.0.1:4000");
        now = now.plusSeconds(61);
        assertThat(millis("10.0.0.1:4000"), is(100L));
    }

    @Test
    public void onlySoManyHostsAreRemembered() {
        wrongTokens.refused("first");
        for (int i = 0; i < 2000; i++) {
            wrongTokens.refused("host" + i);
        }
        assertThat(millis("first"), is(100L));
        assertThat(millis("host1999"), is(200L));
    }

    @Test
    public void whereSoManyOfAHostWaitTheNextIsNotHeard() throws Exception {
        Thread[] guessers = guessers("bad:1", LIMIT);
        assertThrows(IOException.class, () -> wrongTokens.listen("bad:2"));
        wrongTokens.listen("other:1");
        end(guessers);
        wrongTokens.listen("bad:2");
    }

    @Test
    public void whereSoManyOfAllHostsWaitThoseThatHaveGuessedAreNotHeard() throws Exception {
        wrongTokens.refused("guilty:1");
        Thread[][] guessers = new Thread[2][];
        for (int host = 0; host < guessers.length; host++) {
            guessers[host] = guessers("bad" + host + ":1", LIMIT);
        }
        assertThrows(IOException.class, () -> wrongTokens.listen("guilty:2"));
        wrongTokens.listen("innocent:1");
        assertThrows(IOException.class, () -> wrongTokens.delay("innocent:1"));
        now = now.plusSeconds(61);
        wrongTokens.listen("guilty:2");
        for (Thread[] one : guessers) {
            end(one);
        }
    }

    private Thread[] guessers(String remote, int number) throws InterruptedException {
        for (int i = 0; i < 10; i++) {
            wrongTokens.refused(remote);
        }
        Thread[] guessers = new Thread[number];
        for (int i = 0; i < number; i++) {
            guessers[i] = new Thread(() -> guess(remote));
            guessers[i].start();
        }
        for (Thread guesser : guessers) {
            while (guesser.getState() != Thread.State.TIMED_WAITING) {
                Thread.sleep(1);
            }
        }
        return guessers;
    }

    private static void end(Thread[] guessers) throws InterruptedException {
        for (Thread guesser : guessers) {
            guesser.interrupt();
            guesser.join();
        }
    }

    private void guess(String remote) {
        try {
            wrongTokens.delay(remote);
        } catch (IOException | InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
