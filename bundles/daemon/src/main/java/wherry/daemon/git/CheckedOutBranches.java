package wherry.daemon.git;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/** The branches that working trees of a repository are on. */
final class CheckedOutBranches {
    private static final String REF = "ref:";
    private static final int MAX_BYTES = 8192;

    private CheckedOutBranches() {}

    /**
     * Reads them.
     *
     * @param bare whether the repository itself has no working tree
     * @return names of refs
     */
    static Set<String> branches(Path gitDirectory, boolean bare) throws IOException {
        Set<String> branches = new HashSet<>();
        if (!bare) {
            add(gitDirectory.resolve("HEAD"), branches);
        }
        Path linked = gitDirectory.resolve("worktrees");
        if (Files.isDirectory(linked)) {
            try (DirectoryStream<Path> folders = Files.newDirectoryStream(linked)) {
                for (Path folder : folders) {
                    add(folder.resolve("HEAD"), branches);
                }
            }
        }
        return branches;
    }

    private static void add(Path head, Set<String> branches) throws IOException {
        if (Files.isRegularFile(head) && Files.size(head) <= MAX_BYTES) {
            String text = Files.readString(head, StandardCharsets.UTF_8);
            if (text.startsWith(REF)) {
                branches.add(text.substring(REF.length()).strip());
            }
        }
    }
}
