package wherry.api.node;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.Test;
import org.osgi.framework.Constants;

public class NewestServiceTest {
    private final CountedLeases leases = new CountedLeases();
    private final NewestService<String> newest = new NewestService<>(leases);

    @Test
    public void nothingIsUsedWhereNothingIs() {
        assertThat(newest.use("test"), is(Optional.empty()));
        assertThat(newest.isNewest("old"), is(false));
    }

    @Test
    public void theServiceOfTheNewestBundleIsUsedWhateverCameFirst() {
        newest.add(offer("new", 9));
        newest.add(offer("old", 3));
        try (Used<String> used = newest.use("test").orElseThrow()) {
            assertThat(used.service(), is("new"));
            assertThat(newest.isNewest("new"), is(true));
            assertThat(newest.isNewest("old"), is(false));
        }
    }

    @Test
    public void theOlderServiceCountsAgainWhenTheNewerGoes() {
        newest.add(offer("old", 3));
        newest.add(offer("new", 9));
        newest.remove(offer("new", 9));
        try (Used<String> used = newest.use("test").orElseThrow()) {
            assertThat(used.service(), is("old"));
        }
    }

    @Test
    public void theBundleIsLeasedUntilTheUseEnds() {
        newest.add(offer("service", 3));
        Used<String> used = newest.use("test").orElseThrow();
        assertThat(leases.count(3), is(1));
        used.close();
        assertThat(leases.count(3), is(0));
    }

    @Test
    public void aServiceThatIsReplacedWhileItIsTakenIsNotUsed() {
        newest.add(offer("old", 3));
        leases.onTake = () -> newest.add(offer("new", 9));
        try (Used<String> used = newest.use("test").orElseThrow()) {
            assertThat(used.service(), is("new"));
            assertThat(leases.count(3), is(0));
            assertThat(leases.count(9), is(1));
        }
    }

    @Test
    public void whoeverWantsToKnowIsToldThatOneCameOrWent() {
        AtomicInteger changes = new AtomicInteger();
        newest.whenChanged(changes::incrementAndGet);
        newest.add(offer("new", 9));
        assertThat(changes.get(), is(1));
        newest.remove(offer("new", 9));
        assertThat(changes.get(), is(2));
        assertThat(newest.isEmpty(), is(true));
    }

    private static Map.Entry<Map<String, Object>, String> offer(String service, long bundle) {
        return Map.entry(Map.of(Constants.SERVICE_BUNDLEID, bundle), service);
    }

    private static final class CountedLeases implements Leases {
        private final Map<Long, Integer> counts = new HashMap<>();
        private Runnable onTake = () -> {};

        @Override
        public Lease take(long bundleId, String purpose) {
            counts.merge(bundleId, 1, Integer::sum);
            Runnable once = onTake;
            onTake = () -> {};
            once.run();
            return () -> counts.merge(bundleId, -1, Integer::sum);
        }

        @Override
        public int count(long bundleId) {
            return counts.getOrDefault(bundleId, 0);
        }
    }
}
