package wherry.kit;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.Before;
import org.junit.Test;
import wherry.api.annex.Key;

public class MemoryStoreTest {
    private static final byte[] CONTENT = {1, 2, 3};
    private static final Key KEY = MemoryStore.keyOf(CONTENT);
    private static final OptionalLong ANY_TIME = OptionalLong.empty();

    private long now = Duration.ofSeconds(100).toNanos();
    private final MemoryStore store = new MemoryStore(() -> now);

    @Before
    public void fill() {
        store.put(KEY, CONTENT);
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }

    @Test
    public void contentStaysWhileAnybodyHoldsALock() {
        MemoryLock one = store.lock(KEY).orElseThrow();
        MemoryLock other = store.lock(KEY).orElseThrow();
        one.release();
        pass(Duration.ofHours(1));
        assertThat(store.remove(KEY, ANY_TIME), is(false));
        other.release();
        assertThat(store.remove(KEY, ANY_TIME), is(true));
        assertThat(store.lock(KEY), is(Optional.empty()));
    }

    @Test
    public void aLockThatWasLetGoKeepsContentUntilTenMinutesAfterItWasTaken() {
        MemoryLock lock = store.lock(KEY).orElseThrow();
        pass(Duration.ofMinutes(9));
        lock.letGo();
        pass(Duration.ofMinutes(1));
        assertThat(store.remove(KEY, ANY_TIME), is(false));
        pass(Duration.ofNanos(1));
        assertThat(store.remove(KEY, ANY_TIME), is(true));
    }

    @Test
    public void nothingIsRemovedWhenTheTimeHasPassed() {
        assertThat(store.remove(KEY, OptionalLong.of(100)), is(false));
        assertThat(store.remove(KEY, OptionalLong.of(101)), is(true));
        assertThat(store.remove(KEY, OptionalLong.of(50)), is(true));
    }

    @Test
    public void whoWatchesHearsOfWhatComesAndGoesAndOfNothingElse() {
        List<String> heard = new ArrayList<>();
        store.watch(new MemoryStore.Watcher() {
            @Override
            public void arrived(Key key) {
                heard.add("arrived");
            }

            @Override
            public void removed(Key key) {
                heard.add("removed");
            }
        });
        store.remove(KEY, ANY_TIME);
        store.remove(KEY, ANY_TIME);
        store.store(KEY, new byte[] {9, 9, 9}, true);
        store.store(KEY, CONTENT, true);
        assertThat(heard, contains("removed", "arrived"));
    }
}
