package wherry.daemon.admission;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import wherry.api.link.LinkSource;

/** Wrong tokens that came over one network: who wait for their answer, and who have guessed. Not thread-safe. */
final class NetworkGuesses {
    private static final Duration FIRST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofSeconds(5);
    private static final Duration FORGIVEN = Duration.ofMinutes(1);
    private static final int MAX_SOURCES = 1024;

    /** How many times as many links as of one source may wait in all. */
    private static final int SOURCES = 2;

    private final Map<LinkSource, Integer> waiting = new HashMap<>();
    private int waitingInAll;
    private final Map<LinkSource, Refusal> refusals = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<LinkSource, Refusal> eldest) {
            return size() > MAX_SOURCES;
        }
    };

    private record Refusal(Duration delay, Instant when) {
        boolean forgiven(Instant now) {
            return when.plus(FORGIVEN).isBefore(now);
        }

        Duration next(Instant now) {
            if (forgiven(now)) {
                return FIRST;
            }
            Duration doubled = delay.multipliedBy(2);
            return doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
        }
    }

    /** Fails if so many of the source wait already, or in all while this one has guessed before. */
    void listen(LinkSource source, Instant now, int limit) throws IOException {
        Refusal last = refusals.get(source);
        boolean guessedLately = last != null && !last.forgiven(now);
        boolean crowded = waitingInAll >= SOURCES * limit && guessedLately;
        if (crowded || waiting.getOrDefault(source, 0) >= limit) {
            throw new IOException("too many wrong tokens at once");
        }
    }

    /** One more waits for its answer. */
    void begin(LinkSource source) {
        waiting.merge(source, 1, Integer::sum);
        waitingInAll++;
    }

    void end(LinkSource source) {
        waiting.computeIfPresent(source, (guesser, count) -> count == 1 ? null : count - 1);
        waitingInAll--;
    }

    /** Counts a refusal; returns how long its answer is to wait. */
    Duration refused(LinkSource source, Instant now) {
        Refusal refusal =
                refusals.merge(source, new Refusal(FIRST, now), (last, first) -> new Refusal(last.next(now), now));
        return refusal.delay();
    }
}
