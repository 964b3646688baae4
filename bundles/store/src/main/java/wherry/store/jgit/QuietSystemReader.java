package wherry.store.jgit;

import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;

/**
 * JGit keeps files of its own in the user's home, and in the repositories that it reads. A node has no business there.
 */
final class QuietSystemReader extends SystemReader.Delegate {
    QuietSystemReader(SystemReader delegate) {
        super(delegate);
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
