package wherry.store.jgit;

import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/**
 * What JGit keeps in static fields, and so for the whole process, as it knows no narrower way. It is ours from the start of this bundle to
 * its end: what stayed there afterwards would keep all classes of a version of this bundle that is gone. Of two versions side by side the one
 * that came last counts.
 */
@Component(
        service = {},
        immediate = true)
public final class JgitGlobals {
    private final SystemReader reader;

    /** Has JGit use them. */
    @Activate
    public JgitGlobals() {
        SystemReader.setInstance(null);
        reader = new QuietSystemReader(SystemReader.getInstance());
        SystemReader.setInstance(reader);
        Config.setTypedConfigGetter(new AssumedClock());
        FS.FileStoreAttributes.setBackground(true);
    }

    /** Gives them up, unless a later version has its own there by now. */
    @Deactivate
    public void close() {
        if (SystemReader.getInstance() == reader) {
            SystemReader.setInstance(null);
            Config.setTypedConfigGetter(null);
        }
    }
}
