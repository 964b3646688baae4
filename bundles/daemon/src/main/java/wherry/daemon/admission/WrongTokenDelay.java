package wherry.daemon.admission;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import wherry.api.link.LinkSource;

/**
 * Slows down those who guess tokens: each refusal of the same source takes twice as long as the one before. Only refusals wait, so
 * that a source with one bad client still serves its good ones. What guessers do in one network is not felt in another.
 * Thread-safe; remembers a bounded number of sources for each network.
 */
public final class WrongTokenDelay {
    private final InstantSource clock;
    private final Map<Optional<String>, NetworkGuesses> networks = new HashMap<>();
    private int limit;

    /**
     * Nobody has guessed.
     *
     * @param clock tells when a source is forgiven
     * @param limit how many links of one source may wait
     */
    public WrongTokenDelay(InstantSource clock, int limit) {
        this.clock = clock;
        this.limit = limit;
    }

    /** Changes how many links of one source may wait. */
    public synchronized void limit(int now) {
        limit = now;
    }

    // As many as there are transports.
    private NetworkGuesses guesses(LinkSource source) {
        return networks.computeIfAbsent(source.netname(), name -> new NetworkGuesses());
    }

    /**
     * To be asked before a token is compared: or else whoever guesses over many links would learn at once that one was wrong.
     *
     * @param source of the link
     * @throws IOException if so many of its source wait already, or of all its network while it has guessed before; the link is to
     *     be closed
     */
    synchronized void listen(LinkSource source) throws IOException {
        guesses(source).listen(source, clock.instant(), limit);
    }

    /**
     * Counts a refusal and waits as long as it is worth.
     *
     * @param source of the link
     * @throws IOException if too many wait already: they are not worth a thread, and the link is better closed
     * @throws InterruptedException if the thread was interrupted
     */
    void delay(LinkSource source) throws IOException, InterruptedException {
        Duration delay = begin(source);
        try {
            Thread.sleep(delay.toMillis());
        } finally {
            end(source);
        }
    }

    private synchronized Duration begin(LinkSource source) throws IOException {
        Duration delay = refused(source);
        listen(source);
        guesses(source).begin(source);
        return delay;
    }

    private synchronized void end(LinkSource source) {
        guesses(source).end(source);
    }

    /**
     * Counts a refusal.
     *
     * @param source of the link
     * @return how long to wait before the answer
     */
    synchronized Duration refused(LinkSource source) {
        return guesses(source).refused(source, clock.instant());
    }
}
