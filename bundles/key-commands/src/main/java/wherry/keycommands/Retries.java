package wherry.keycommands;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** How often, and after what pause, something is tried again. Used by one thread. */
final class Retries {
    /** SOURCE: git-annex tries as often while there is progress. */
    private static final int WHILE_IT_MOVES = 5;

    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final boolean insistent;
    private int left;
    private long reached;
    private Duration pause = FIRST;

    /**
     * Nothing was tried yet.
     *
     * @param wanted number of tries more, whether they bring something or not; without it, as git-annex does
     * @param reached how far it is
     */
    Retries(Optional<Integer> wanted, long reached) {
        this.insistent = wanted.isPresent();
        this.left = wanted.orElse(WHILE_IT_MOVES);
        this.reached = reached;
    }

    /**
     * A try has failed.
     *
     * @param now how far it is
     * @return how long to wait before the next try; empty if there is to be none
     */
    Optional<Duration> next(long now) {
        boolean moved = now > reached;
        reached = now;
        if (left == 0 || !(moved || insistent)) {
            return Optional.empty();
        }
        left--;
        if (moved) {
            pause = FIRST;
            return Optional.of(Duration.ZERO);
        }
        Duration wait = scattered(pause);
        pause = pause.multipliedBy(2).compareTo(LONGEST) > 0 ? LONGEST : pause.multipliedBy(2);
        return Optional.of(wait);
    }

    /** Those who lost the same peer at the same moment are not to come back at the same moment. */
    private static Duration scattered(Duration pause) {
        long millis = pause.toMillis();
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(millis / 2, millis + 1));
    }
}
