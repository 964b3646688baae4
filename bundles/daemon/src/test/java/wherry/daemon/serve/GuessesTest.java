package wherry.daemon.serve;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.Assert.assertThrows;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.Timeout;

public class GuessesTest {
    @Rule
    public final Timeout timeout = Timeout.seconds(30);

    private Instant now = Instant.EPOCH;
    private final Guesses guesses = new Guesses(() -> now);

    private long millis(String remote) {
        return guesses.refused(remote).toMillis();
    }

    @Test
    public void eachRefusalOfAHostTakesTwiceAsLongUpToALimit() {
        assertThat(millis("10.0.0.1:4000"), is(100L));
        assertThat(millis("10.0.0.1:4001"), is(200L));
        assertThat(millis("10.0.0.1:4002"), is(400L));
        for (int i = 0; i < 10; i++) {
            guesses.refused("10.0.0.1:5000");
        }
        assertThat(guesses.refused("10.0.0.1:1"), is(Duration.ofSeconds(5)));
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
        guesses.refused("10.0.0.1:4000");
        guesses.refused("10.0.0.1:4000");
        now = now.plusSeconds(61);
        assertThat(millis("10.0.0.1:4000"), is(100L));
    }

    @Test
    public void onlySoManyHostsAreRemembered() {
        guesses.refused("first");
        for (int i = 0; i < 2000; i++) {
            guesses.refused("host" + i);
        }
        assertThat(millis("first"), is(100L));
        assertThat(millis("host1999"), is(200L));
    }

    @Test
    public void onlySoManyWait() throws Exception {
        for (int i = 0; i < 10; i++) {
            guesses.refused("bad");
        }
        Thread[] guessers = new Thread[100];
        for (int i = 0; i < guessers.length; i++) {
            guessers[i] = new Thread(this::guess);
            guessers[i].start();
        }
        for (Thread guesser : guessers) {
            while (guesser.getState() != Thread.State.TIMED_WAITING) {
                Thread.sleep(1);
            }
        }
        assertThrows(IOException.class, () -> guesses.delay("other"));
        for (Thread guesser : guessers) {
            guesser.interrupt();
            guesser.join();
        }
        guesses.delay("third");
    }

    private void guess() {
        try {
            guesses.delay("bad");
        } catch (IOException | InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
