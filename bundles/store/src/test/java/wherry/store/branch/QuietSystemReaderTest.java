package wherry.store.branch;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;

import org.eclipse.jgit.util.FS;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class QuietSystemReaderTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Test
    public void clocksOfFileSystemsAreAssumedAndNotMeasured() {
        QuietSystemReader.install();
        FS.FileStoreAttributes.setBackground(false);
        try {
            assertThat(
                    FS.FileStoreAttributes.get(folder.getRoot().toPath()).getFsTimestampResolution(),
                    equalTo(FS.FileStoreAttributes.FALLBACK_TIMESTAMP_RESOLUTION));
        } finally {
            FS.FileStoreAttributes.setBackground(true);
        }
    }
}
