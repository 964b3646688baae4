package wherry.store.content;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.junit.Assert.assertThrows;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.Test;
import wherry.api.annex.StoreException;

public class DiskSpaceTest {
    private static final long MIB = 1 << 20;
    private static final long RESERVE = 100 * MIB;

    private final AtomicLong free = new AtomicLong(150 * MIB);
    private final DiskSpace space = new DiskSpace(free::get);

    private long writeUntilRefused(DiskSpace.Watch watch, int step) {
        long written = 0;
        try {
            while (written < 1000 * MIB) {
                watch.write(step);
                free.addAndGet(-step);
                written += step;
            }
        } catch (StoreException e) {
            assertThat(e.getMessage(), containsString("annex.diskreserve"));
        }
        return written;
    }

    @Test
    public void reserveIsNeverTouchedHoweverTheBytesCome() throws Exception {
        for (int step : new int[] {1, 1000, 64 * 1024, 300_000, 5_000_000}) {
            for (boolean unsized : new boolean[] {true, false}) {
                free.set(103 * MIB + 12_345);
                long written = writeUntilRefused(space.watch(unsized, RESERVE), step);
                assertThat(free.get(), is(greaterThanOrEqualTo(RESERVE)));
                assertThat(103 * MIB + 12_345 - RESERVE - written, is(lessThan(Math.max(MIB, step) + 1)));
            }
        }
    }

    @Test
    public void whatNobodyKnowsTheSizeOfLeavesWhatIsPromisedToOthers() throws Exception {
        space.promise(40 * MIB, RESERVE);
        long written = writeUntilRefused(space.watch(true, RESERVE), 65_536);
        assertThat(written, is(lessThan(10 * MIB + 1)));
        assertThat(space.room(RESERVE), is(lessThan(MIB)));
        space.settle(40 * MIB);
        assertThat(space.room(RESERVE), is(greaterThanOrEqualTo(40 * MIB)));
    }

    @Test
    public void whatWasPromisedDoesNotHelpOnceOthersHaveFilledTheDisk() throws Exception {
        space.promise(40 * MIB, RESERVE);
        DiskSpace.Watch watch = space.watch(false, RESERVE);
        watch.write(MIB);
        free.set(RESERVE);
        assertThrows(StoreException.class, () -> watch.write(MIB));
        assertThat(space.room(RESERVE), is(0L));
    }
}
