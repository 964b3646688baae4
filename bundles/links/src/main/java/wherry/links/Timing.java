package wherry.links;

import java.time.Duration;

/**
 * How long to wait for what.
 *
 * @param firstRetry after the first failure
 * @param lastRetry at most, however often it failed
 * @param grace how long sockets stay bound without a transport, so that an update in place refuses no link
 * @param patience how long an exposure waits for the first try, and closing for the end
 */
record Timing(Duration firstRetry, Duration lastRetry, Duration grace, Duration patience) {
    static Timing usual() {
        return new Timing(Duration.ofSeconds(1), Duration.ofSeconds(60), Duration.ofSeconds(10), Duration.ofSeconds(3));
    }
}
