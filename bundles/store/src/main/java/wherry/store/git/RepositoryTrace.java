package wherry.store.git;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eclipse.jgit.lib.Config;
import wherry.api.annex.StoreException;
import wherry.api.store.Lookup;
import wherry.store.file.StoreFailures;

/** What a repository was when it was opened: found anew, one that was deleted and made again, or given to others, is another. */
public final class RepositoryTrace {
    private static final List<String> FOLDERS = List.of("", "objects", "annex");

    private final Lookup where;
    private final GitDirectories git;
    private final GitSettings settings;
    private final String uuid;
    private final Map<Path, Object> folders;

    private RepositoryTrace(Lookup where, GitDirectories git, GitSettings settings) throws IOException {
        this.where = where;
        this.git = git;
        this.settings = settings;
        this.uuid = uuid(settings);
        this.folders = folders(git.common());
    }

    public static RepositoryTrace of(Lookup where, GitDirectories git, GitSettings settings) throws StoreException {
        try {
            return new RepositoryTrace(where, git, settings);
        } catch (IOException e) {
            throw StoreFailures.of("cannot look at the git directory " + git.common(), e);
        }
    }

    private static String uuid(GitSettings settings) throws StoreException {
        Config config = settings.current();
        return Objects.requireNonNullElse(config.getString("annex", null, "uuid"), "");
    }

    /** Devices and inodes; several, since a file system may give the number of a folder that is gone to the next one. */
    private static Map<Path, Object> folders(Path gitDirectory) throws IOException {
        Map<Path, Object> keys = new HashMap<>();
        for (String name : FOLDERS) {
            Path folder = gitDirectory.resolve(name);
            if (Files.exists(folder)) {
                keys.put(
                        folder,
                        Files.readAttributes(folder, BasicFileAttributes.class).fileKey());
            }
        }
        return keys;
    }

    /** Whether who looks there now finds another repository, or none. */
    public boolean lost() {
        try {
            GitDirectories now = Discovery.find(where);
            return !now.own().equals(git.own())
                    || !now.common().equals(git.common())
                    || !folders(git.common()).entrySet().containsAll(folders.entrySet())
                    || !uuid(settings).equals(uuid);
        } catch (IOException e) {
            return true;
        }
    }
}
