package wherry.links;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import wherry.api.link.LinkStatus;
import wherry.api.link.Links;

/**
 * How fast bytes move over a link. Nothing is measured unless somebody asks.
 *
 * @param link as it was found last
 * @param sentPerSecond bytes
 * @param receivedPerSecond bytes
 */
record LinkRate(LinkStatus link, long sentPerSecond, long receivedPerSecond) {
    private static final Duration BETWEEN = Duration.ofMillis(250);
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    /** All links that are open, looked at twice; does not wait if there is none. */
    static List<LinkRate> measured(Links links) throws InterruptedException {
        List<LinkStatus> first = links.open();
        if (first.isEmpty()) {
            return List.of();
        }
        long began = System.nanoTime();
        Thread.sleep(BETWEEN.toMillis());
        Map<Long, LinkStatus> later =
                links.open().stream().collect(Collectors.toMap(LinkStatus::id, Function.identity()));
        long time = Math.max(1, System.nanoTime() - began);
        return first.stream()
                .map(link -> between(link, later.getOrDefault(link.id(), link), time))
                .toList();
    }

    /** Over the time between two looks, in nanoseconds. */
    static LinkRate between(LinkStatus first, LinkStatus later, long time) {
        return new LinkRate(
                later,
                perSecond(first, later, LinkStatus::sent, time),
                perSecond(first, later, LinkStatus::received, time));
    }

    private static long perSecond(LinkStatus first, LinkStatus later, ToLongFunction<LinkStatus> count, long time) {
        return (long) ((count.applyAsLong(later) - count.applyAsLong(first)) * (double) SECOND / time);
    }
}
