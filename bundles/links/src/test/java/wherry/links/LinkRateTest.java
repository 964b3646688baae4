package wherry.links;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.Test;
import wherry.api.link.LinkStatus;

public class LinkRateTest {
    private static LinkStatus status(long sent, long received) {
        return new LinkStatus(
                1, true, Optional.of("net"), List.of(), "there", Instant.EPOCH, Optional.empty(), sent, received);
    }

    @Test
    public void theRateIsThatBetweenTwoLooks() {
        LinkRate rate = LinkRate.between(
                status(1_000, 50), status(3_000, 50), Duration.ofMillis(250).toNanos());
        assertThat(rate.sentPerSecond(), is(8_000L));
        assertThat(rate.receivedPerSecond(), is(0L));
        assertThat(rate.link().sent(), is(3_000L));
    }
}
