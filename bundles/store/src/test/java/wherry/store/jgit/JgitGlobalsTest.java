package wherry.store.jgit;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.sameInstance;

import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class JgitGlobalsTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Test
    public void clocksOfFileSystemsAreAssumedAndNotMeasured() {
        JgitGlobals globals = new JgitGlobals();
        FS.FileStoreAttributes.setBackground(false);
        try {
            assertThat(
                    FS.FileStoreAttributes.get(folder.getRoot().toPath()).getFsTimestampResolution(),
                    equalTo(FS.FileStoreAttributes.FALLBACK_TIMESTAMP_RESOLUTION));
        } finally {
            FS.FileStoreAttributes.setBackground(true);
            globals.close();
        }
    }

    @Test
    public void nothingOfItStaysWhenItEnds() {
        JgitGlobals globals = new JgitGlobals();
        assertThat(SystemReader.getInstance(), instanceOf(QuietSystemReader.class));
        globals.close();
        assertThat(SystemReader.getInstance(), not(instanceOf(QuietSystemReader.class)));
    }

    @Test
    public void theEndOfAnEarlierVersionLeavesTheLaterOneAlone() {
        JgitGlobals earlier = new JgitGlobals();
        JgitGlobals later = new JgitGlobals();
        SystemReader latest = SystemReader.getInstance();
        earlier.close();
        assertThat(SystemReader.getInstance(), sameInstance(latest));
        later.close();
    }
}
