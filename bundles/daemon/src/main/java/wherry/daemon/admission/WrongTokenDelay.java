package wherry.daemon.admission;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Slows down those who guess tokens: each refusal of the same host takes twice as long as the one before. Only refusals wait, so
 * that a host with one bad client still serves its good ones. Thread-safe; remembers a bounded number of hosts.
 */
public final class WrongTokenDelay {
    private static final Duration FIRST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofSeconds(5);
    private static final Duration FORGIVEN = Duration.ofMinutes(1);
    private static final int MAX_HOSTS = 1024;

    /** How many times as many links as of one host may wait in all. */
    private static final int HOSTS = 2;

    private final InstantSource clock;
    private final Map<RemoteHost, Integer> waiting = new HashMap<>();
    private int waitingInAll;
    private int limit;
    private final Map<RemoteHost, Refusal> hosts = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<RemoteHost, Refusal> eldest) {
            return size() > MAX_HOSTS;
        }
    };

    private record Refusal(Duration delay, Instant when) {}

    /**
     * Nobody has guessed.
     *
     * @param clock tells when a host is forgiven
     * @param limit how many links of one host may wait
     */
    public WrongTokenDelay(InstantSource clock, int limit) {
        this.clock = clock;
        this.limit = limit;
    }

    /** Changes how many links of one host may wait. */
    public synchronized void limit(int now) {
        limit = now;
    }

    /**
     * To be asked before a token is compared: or else whoever guesses over many links would learn at once that one was wrong.
     *
     * @param remote the other end of the link, as the link tells it
     * @throws IOException if so many of its host wait already, or of all hosts while it has guessed before; the link is to be closed
     */
    synchronized void listen(String remote) throws IOException {
        RemoteHost host = RemoteHost.of(remote);
        boolean crowded = waitingInAll >= HOSTS * limit && guessedLately(host);
        if (crowded || waiting.getOrDefault(host, 0) >= limit) {
            throw new IOException("too many wrong tokens at once");
        }
    }

    private boolean guessedLately(RemoteHost host) {
        Refusal last = hosts.get(host);
        return last != null && !forgiven(last, clock.instant());
    }

    /**
     * Counts a refusal and waits as long as it is worth.
     *
     * @param remote the other end of the link, as the link tells it
     * @throws IOException if too many wait already: they are not worth a thread, and the link is better closed
     * @throws InterruptedException if the thread was interrupted
     */
    void delay(String remote) throws IOException, InterruptedException {
        RemoteHost host = RemoteHost.of(remote);
        Duration delay = begin(remote, host);
        try {
            Thread.sleep(delay.toMillis());
        } finally {
            end(host);
        }
    }

    private synchronized Duration begin(String remote, RemoteHost host) throws IOException {
        Duration delay = refused(remote);
        listen(remote);
        waiting.merge(host, 1, Integer::sum);
        waitingInAll++;
        return delay;
    }

    private synchronized void end(RemoteHost host) {
        waiting.computeIfPresent(host, (guesser, count) -> count == 1 ? null : count - 1);
        waitingInAll--;
    }

    /**
     * Counts a refusal.
     *
     * @param remote the other end of the link, as the link tells it
     * @return how long to wait before the answer
     */
    synchronized Duration refused(String remote) {
        Instant now = clock.instant();
        Refusal refusal = hosts.merge(
                RemoteHost.of(remote), new Refusal(FIRST, now), (last, first) -> new Refusal(next(last, now), now));
        return refusal.delay();
    }

    private static Duration next(Refusal last, Instant now) {
        if (forgiven(last, now)) {
            return FIRST;
        }
        Duration doubled = last.delay().multipliedBy(2);
        return doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
    }

    private static boolean forgiven(Refusal last, Instant now) {
        return last.when().plus(FORGIVEN).isBefore(now);
    }
}
