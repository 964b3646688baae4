package wherry.store.create;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import wherry.api.annex.StoreException;
import wherry.store.git.ProtectedConfiguration;

/** A new git repository without commits, as {@code git init} makes it. */
final class GitSkeleton {
    private static final List<String> FOLDERS =
            List.of("branches", "hooks", "info", "objects/info", "objects/pack", "refs/heads", "refs/tags");
    private static final String EXCLUDE = """
            # git ls-files --others --exclude-from=.git/info/exclude
            # Lines that start with '#' are comments.
            # For a project mostly in C, the following would be a good set of
            # exclude patterns (uncomment them if you want to use them):
            # *.[oa]
            # *~
            """;

    private final Map<String, String> environment;

    /** @param environment tells where the user's git configuration is, which names the first branch */
    GitSkeleton(Map<String, String> environment) {
        this.environment = environment;
    }

    /** Makes one; {@code HEAD} comes last, by which git knows that all is there. */
    void make(Path folder, boolean bare) throws StoreException {
        Path git = bare ? folder : folder.resolve(".git");
        if (Files.exists(git.resolve("HEAD"))) {
            throw new StoreException(git + " looks like a part of a git repository; move it away or repair it");
        }
        try {
            for (String name : FOLDERS) {
                Files.createDirectories(git.resolve(name));
            }
            Files.writeString(
                    git.resolve("description"),
                    "Unnamed repository; edit this file 'description' to name the repository.\n");
            Files.writeString(git.resolve("info/exclude"), EXCLUDE);
            Files.writeString(git.resolve("config"), config(bare));
            String branch = new ProtectedConfiguration(environment).read().getString("init", null, "defaultbranch");
            Files.writeString(git.resolve("HEAD"), "ref: refs/heads/" + (branch == null ? "master" : branch) + "\n");
        } catch (IOException e) {
            throw new StoreException("cannot make a git repository in " + folder + ": " + e, e);
        }
    }

    private static String config(boolean bare) {
        return "[core]\n\trepositoryformatversion = 0\n\tfilemode = true\n\tbare = " + bare + "\n"
                + (bare ? "" : "\tlogallrefupdates = true\n");
    }
}
