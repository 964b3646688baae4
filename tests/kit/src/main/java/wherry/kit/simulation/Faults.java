package wherry.kit.simulation;

import java.time.Duration;

/**
 * How often something goes wrong in a network.
 *
 * @param refusedIn one call in so many finds nobody, positive
 * @param brokenIn one link in so many breaks, positive
 * @param brokenWithin how long after it was opened at most; mostly it is much sooner
 * @param pausedIn one answer in so many finds a machine that sleeps, positive
 * @param pause how long it sleeps at most
 */
public record Faults(int refusedIn, int brokenIn, Duration brokenWithin, int pausedIn, Duration pause) {
    /** None. */
    public static final Faults NONE =
            new Faults(Integer.MAX_VALUE, Integer.MAX_VALUE, Duration.ZERO, Integer.MAX_VALUE, Duration.ZERO);
}
