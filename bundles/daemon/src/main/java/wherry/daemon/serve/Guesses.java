package wherry.daemon.serve;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;

/**
 * Slows down those who guess tokens: each refusal of the same host takes twice as long as the one before. Only refusals wait, so
 * that a host with one bad client still serves its good ones. Thread-safe; remembers a bounded number of hosts.
 */
final class Guesses {
    private static final Duration FIRST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofSeconds(5);
    private static final Duration FORGIVEN = Duration.ofMinutes(1);
    private static final int MAX_HOSTS = 1024;

    private static final int MAX_WAITING = 100;

    private final InstantSource clock;
    private final Semaphore waiting = new Semaphore(MAX_WAITING);
    private final Map<String, Refusal> hosts = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Refusal> eldest) {
            return size() > MAX_HOSTS;
        }
    };

    private record Refusal(Duration delay, Instant when) {}

    Guesses(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * Counts a refusal and waits as long as it is worth. Only so many wait at once: whoever guesses over more links than that is
     * not worth a thread.
     *
     * @param remote the other end of the link, as the link tells it
     * @throws IOException if too many wait already; the link is better closed then
     * @throws InterruptedException if the thread was interrupted
     */
    void delay(String remote) throws IOException, InterruptedException {
        Duration delay = refused(remote);
        if (!waiting.tryAcquire()) {
            throw new IOException("too many wrong tokens at once");
        }
        try {
            Thread.sleep(delay.toMillis());
        } finally {
            waiting.release();
        }
    }

    /**
     * Counts a refusal.
     *
     * @param remote the other end of the link, as the link tells it
     * @return how long to wait before the answer
     */
    synchronized Duration refused(String remote) {
        Instant now = clock.instant();
        Refusal refusal =
                hosts.merge(host(remote), new Refusal(FIRST, now), (last, first) -> new Refusal(next(last, now), now));
        return refusal.delay();
    }

    private static Duration next(Refusal last, Instant now) {
        if (last.when().plus(FORGIVEN).isBefore(now)) {
            return FIRST;
        }
        Duration doubled = last.delay().multipliedBy(2);
        return doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
    }

    /** A host's ports are one guesser. */
    private static String host(String remote) {
        int colon = remote.lastIndexOf(':');
        boolean port = colon >= 0 && remote.substring(colon + 1).chars().allMatch(Character::isDigit);
        return port ? remote.substring(0, colon) : remote;
    }
}
