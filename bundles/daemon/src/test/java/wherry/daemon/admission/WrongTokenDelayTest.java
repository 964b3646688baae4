package wherry.daemon.admission;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.Assert.assertThrows;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.Timeout;
import wherry.api.link.LinkSource;

public class WrongTokenDelayTest {
    @Rule
    public final Timeout timeout = Timeout.seconds(30);

    private static final int LIMIT = 10;

    private Instant now = Instant.EPOCH;
    private final WrongTokenDelay wrongTokens = new WrongTokenDelay(() -> now, LIMIT);

    private static LinkSource at(String name) {
        return new LinkSource(Optional.of("net"), name);
    }

    private long millis(String name) {
        return wrongTokens.refused(at(name)).toMillis();
    }

    @Test
    public void eachRefusalOfASourceTakesTwiceAsLongUpToALimit() {
        assertThat(millis("one"), is(100L));
        assertThat(millis("one"), is(200L));
        assertThat(millis("one"), is(400L));
        for (int i = 0; i < 10; i++) {
            millis("one");
        }
        assertThat(wrongTokens.refused(at("one")), is(Duration.ofSeconds(5)));
    }

    @Test
    public void sourcesAreApart() {
        assertThat(millis("one"), is(100L));
        assertThat(millis("another"), is(100L));
        assertThat(millis("another"), is(200L));
        assertThat(millis("one"), is(200L));
    }

    @Test
    public void networksAreApartEvenIfTheirSourcesAreCalledTheSame() throws Exception {
        Thread[][] guessers = {guessers("one", LIMIT), guessers("two", LIMIT)};
        for (int i = 0; i < 2000; i++) {
            millis("name" + i);
        }
        LinkSource elsewhere = new LinkSource(Optional.of("other"), "one");
        LinkSource nowhere = new LinkSource(Optional.empty(), "one");
        wrongTokens.listen(elsewhere);
        assertThat(wrongTokens.refused(elsewhere).toMillis(), is(100L));
        assertThat(wrongTokens.refused(nowhere).toMillis(), is(100L));
        wrongTokens.listen(elsewhere);
        wrongTokens.delay(nowhere);
        for (Thread[] one : guessers) {
            end(one);
        }
        assertThat(
                "what is known of one is not forgotten for the other's",
                wrongTokens.refused(elsewhere).toMillis(),
                is(200L));
    }

    @Test
    public void itIsForgiven() {
        millis("one");
        millis("one");
        now = now.plusSeconds(61);
        assertThat(millis("one"), is(100L));
    }

    @Test
    public void onlySoManySourcesAreRemembered() {
        millis("first");
        for (int i = 0; i < 2000; i++) {
            millis("host" + i);
        }
        assertThat(millis("first"), is(100L));
        assertThat(millis("host1999"), is(200L));
    }

    @Test
    public void whereSoManyOfASourceWaitTheNextIsNotHeard() throws Exception {
        Thread[] guessers = guessers("bad", LIMIT);
        assertThrows(IOException.class, () -> wrongTokens.listen(at("bad")));
        wrongTokens.listen(at("other"));
        end(guessers);
        wrongTokens.listen(at("bad"));
    }

    @Test
    public void whereSoManyOfANetworkWaitThoseThatHaveGuessedAreNotHeard() throws Exception {
        wrongTokens.refused(at("guilty"));
        Thread[][] guessers = new Thread[2][];
        for (int host = 0; host < guessers.length; host++) {
            guessers[host] = guessers("bad" + host, LIMIT);
        }
        assertThrows(IOException.class, () -> wrongTokens.listen(at("guilty")));
        wrongTokens.listen(at("innocent"));
        assertThrows(IOException.class, () -> wrongTokens.delay(at("innocent")));
        now = now.plusSeconds(61);
        wrongTokens.listen(at("guilty"));
        for (Thread[] one : guessers) {
            end(one);
        }
    }

    private Thread[] guessers(String remote, int number) throws InterruptedException {
        for (int i = 0; i < 10; i++) {
            wrongTokens.refused(at(remote));
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
            wrongTokens.delay(at(remote));
        } catch (IOException | InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
