package wherry.store.jgit;

import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.DefaultTypedConfigGetter;
import org.eclipse.jgit.util.FS;
import org.jspecify.annotations.Nullable;

/**
 * Tells JGit how exact the clock of any file system is. Otherwise it would find out with probe files in the folders that it reads,
 * and a {@code git clone} of the folder fails when it comes across one that is going.
 */
final class AssumedClock extends DefaultTypedConfigGetter {
    // SOURCE: FS.FileStoreAttributes of JGit 7.8 looks these up before it measures.
    private static final String SECTION = "filesystem";
    private static final String RESOLUTION = "timestampResolution";

    @Override
    public @Nullable Long getTimeUnit(
            Config config,
            String section,
            @Nullable String subsection,
            String name,
            @Nullable Long absent,
            TimeUnit unit) {
        if (SECTION.equals(section) && RESOLUTION.equals(name)) {
            return unit.convert(FS.FileStoreAttributes.FALLBACK_TIMESTAMP_RESOLUTION);
        }
        return super.getTimeUnit(config, section, subsection, name, absent, unit);
    }
}
