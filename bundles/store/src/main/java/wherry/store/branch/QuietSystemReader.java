package wherry.store.branch;

import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;

/**
 * JGit keeps files of its own in the user's home, and in the repositories that it reads. A node has no business there.
 */
public final class QuietSystemReader extends SystemReader.Delegate {
    private QuietSystemReader(SystemReader delegate) {
        super(delegate);
    }

    /** Has JGit use this in the whole process, as it knows no narrower way. */
    public static void install() {
        SystemReader current = SystemReader.getInstance();
        if (!current.getClass().getName().equals(QuietSystemReader.class.getName())) {
            SystemReader.setInstance(new QuietSystemReader(current));
            Config.setTypedConfigGetter(new AssumedClock());
            FS.FileStoreAttributes.setBackground(true);
        }
    }

    @Override
    public FileBasedConfig openJGitConfig(Config parent, FS fs) {
        return new FileBasedConfig(parent, null, fs) {
            @Override
            public void load() {}

            @Override
            public boolean isOutdated() {
                return false;
            }

            @Override
            public void save() {}
        };
    }
}
