package wherry.kit.simulation;

import java.time.Duration;
import wherry.kit.Gen;

/**
 * How well a link carries.
 *
 * @param latency of each part, one way
 * @param jitter how much more it may be
 * @param loss how likely a part is lost and has to be sent again, from 0 to less than 1
 * @param bytesPerSecond in each direction, positive
 */
public record LinkQuality(Duration latency, Duration jitter, double loss, long bytesPerSecond) {
    private static final double FASTEST_SECONDS = 0.001;
    private static final double SLOWEST_FACTOR = 1_500;

    /**
     * Any link, from one within a room to one over a satellite.
     *
     * @param random decides
     * @return a link that works, more or less
     */
    public static LinkQuality any(Gen random) {
        double seconds = FASTEST_SECONDS * Math.pow(SLOWEST_FACTOR, random.below(1_000) / 1_000.0);
        Duration latency = Duration.ofNanos((long) (seconds * 1e9));
        double loss = random.once(2) ? 0 : random.below(50) / 1_000.0;
        long bytesPerSecond = random.pick(1_000L, 20_000L, 1_000_000L, 100_000_000L);
        return new LinkQuality(latency, latency.dividedBy(4), loss, bytesPerSecond);
    }

    /** How long bytes keep the link busy. */
    Duration busy(int bytes) {
        return Duration.ofNanos(bytes * 1_000_000_000L / bytesPerSecond);
    }

    /** How long somebody waits for an answer before a part is sent again. */
    Duration patience() {
        return latency.plus(jitter).multipliedBy(2).plusMillis(200);
    }
}
