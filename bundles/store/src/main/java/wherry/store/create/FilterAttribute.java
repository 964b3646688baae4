package wherry.store.create;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import wherry.store.file.RepositoryFolders;
import wherry.store.file.Sharing;

/** Has git pass every file through git-annex, which keeps unlocked files apart from others. */
final class FilterAttribute {
    private static final String LINE = "* filter=annex";

    private FilterAttribute() {}

    /**
     * Its settings, in the order in which git-annex writes them.
     *
     * @param gitAnnexInstalled if not, files pass as they are until it is: git dies of a process that cannot be started
     */
    static Map<String, String> settings(boolean gitAnnexInstalled) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("filter.annex.smudge", command("git-annex smudge -- %f", gitAnnexInstalled));
        settings.put("filter.annex.clean", command("git-annex smudge --clean -- %f", gitAnnexInstalled));
        if (gitAnnexInstalled) {
            settings.put("filter.annex.process", "git-annex filter-process");
        }
        return settings;
    }

    private static String command(String exact, boolean gitAnnexInstalled) {
        return gitAnnexInstalled ? exact : "if command -v git-annex >/dev/null 2>&1; then " + exact + "; else cat; fi";
    }

    /** Adds the line to {@code info/attributes} unless it is there. */
    static void write(Path git, Sharing sharing) throws IOException {
        Path info = git.resolve("info");
        new RepositoryFolders(sharing).make(info);
        Path file = info.resolve("attributes");
        byte[] there = Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
        String text = new String(there, StandardCharsets.ISO_8859_1);
        if (Arrays.asList(text.split("\n", -1)).contains(LINE)) {
            return;
        }
        Files.writeString(file, "\n" + LINE + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
