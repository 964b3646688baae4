package wherry.store;

import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;

/**
 * JGit measures how exact the clock of each file system is, and writes that to a file in the user's home. A node has no
 * business there: it runs for days and may measure once.
 */
final class QuietSystemReader extends SystemReader.Delegate {
    private QuietSystemReader(SystemReader delegate) {
        super(delegate);
    }

    /** Has JGit use this in the whole process, as it knows no narrower way. */
    static void install() {
        SystemReader current = SystemReader.getInstance();
        if (!current.getClass().getName().equals(QuietSystemReader.class.getName())) {
            SystemReader.setInstance(new QuietSystemReader(current));
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
