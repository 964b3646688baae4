package wherry.conformance;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import wherry.kit.programs.Outcome;

/**
 * Where {@code wherry annex} is meant to leave behind something else than {@code git annex}; docs/differences.md says why. Each rule takes
 * out of two states just what it allows.
 */
final class KnownDifferences {
    private static final Pattern OBJECT = Pattern.compile("object .*-s(\\d+)[^/]*/[^/]*-s\\d+[^/]*");
    private static final Pattern CONTENT = Pattern.compile("file (\\S+) (\\d+) .*", Pattern.DOTALL);
    private static final String THIN = "config annex.thin\ntrue";

    private final Map<String, String> real;
    private final Map<String, String> ours;

    private KnownDifferences(Map<String, String> real, Map<String, String> ours) {
        this.real = real;
        this.ours = ours;
    }

    /** Takes out of both what may differ. */
    static void settle(Map<String, String> real, Map<String, String> ours) {
        KnownDifferences both = new KnownDifferences(real, ours);
        for (String name : List.copyOf(ours.keySet())) {
            both.programsStayPrograms(name);
            both.cutOffContentIsGotAnew(name);
            both.thinObjectsAreNoLinks(name);
            both.movedLinksLeadToTheirContent(name);
        }
        for (String name : List.copyOf(real.keySet())) {
            both.gitIsToldOfFilledFiles(name);
            both.dotFilesStayInGit(name);
        }
    }

    /** An executable file that is added unlocked is executable in the index, too. */
    private void programsStayPrograms(String name) {
        String without = name.replaceFirst("^index H 100755 ", "index H 100644 ");
        String path = name.substring(name.indexOf('\t') + 1);
        if (!name.equals(without) && real.containsKey(without) && !ours.containsKey(without)) {
            real.remove(without);
            ours.remove(name);
            real.remove("status AM " + path);
            ours.remove("status A  " + path);
            real.remove("status MM " + path);
            ours.remove("status M  " + path);
        }
    }

    /** An object that is shorter or longer than its key says is not present here. */
    private void cutOffContentIsGotAnew(String name) {
        Matcher object = OBJECT.matcher(name);
        if (object.matches()) {
            Optional<String> theirs = size(real.get(name));
            Optional<String> mine = size(ours.get(name));
            if (theirs.isPresent()
                    && !theirs.get().equals(object.group(1))
                    && mine.equals(Optional.of(object.group(1)))) {
                real.remove(name);
                ours.remove(name);
            }
        }
    }

    /** Where nobody else has such content, to get it fails here. */
    static boolean cutOffContentIsMissed(Outcome theirs, Outcome mine, Map<String, String> ours) {
        return theirs.exitCode() == 0
                && mine.exitCode() == 1
                && mine.out().contains("(not available) failed")
                && ours.entrySet().stream().anyMatch(entry -> isCutOff(entry.getKey(), entry.getValue()));
    }

    private static boolean isCutOff(String name, String description) {
        Matcher object = OBJECT.matcher(name);
        return object.matches()
                && size(description)
                        .filter(bytes -> !bytes.equals(object.group(1)))
                        .isPresent();
    }

    private static Optional<String> size(String description) {
        Matcher m = CONTENT.matcher(description == null ? "" : description);
        return m.matches() ? Optional.of(m.group(2)) : Optional.empty();
    }

    /** With annex.thin the real one makes object and file one, which can be written to. */
    private void thinObjectsAreNoLinks(String name) {
        if (name.startsWith("object ") && real.containsKey(THIN) && real.containsKey(name)) {
            String theirs = real.get(name).replaceFirst("^file \\S+ ", "file ");
            if (theirs.equals(ours.get(name).replaceFirst("^file \\S+ ", "file "))) {
                real.remove(name);
                ours.remove(name);
            }
        }
    }

    /** Where annex.largefiles does not match a link's name, the real one adds the link as it is, though it leads nowhere any more. */
    private void movedLinksLeadToTheirContent(String name) {
        String path = name.replaceFirst("^tree /", "");
        String theirs = real.getOrDefault(name, "");
        String mine = ours.getOrDefault(name, "");
        boolean mended = theirs.startsWith("link .")
                && !theirs.equals(mine)
                && mine.replaceFirst("^link (\\.\\./)*", "").equals(theirs.replaceFirst("^link (\\.\\./)*", ""))
                && Path.of("/" + path).getNameCount() == mine.split("\\.\\./", -1).length
                && (real.keySet().stream().anyMatch(setting -> setting.startsWith("config annex.largefiles"))
                        || real.getOrDefault("branch /config.log", "").contains("annex.largefiles"));
        if (mended) {
            real.remove(name);
            ours.remove(name);
            real.keySet().removeIf(entry -> isIndexEntryOfLink(entry, path));
            ours.keySet().removeIf(entry -> isIndexEntryOfLink(entry, path));
        }
    }

    private static boolean isIndexEntryOfLink(String name, String path) {
        return name.startsWith("index H 120000 ") && name.endsWith(" 0\t" + path);
    }

    /** The real one leaves files that it filled to be shown as modified where git cannot refresh its index, in a conflict for instance. */
    private void gitIsToldOfFilledFiles(String name) {
        String path = name.replaceFirst("^status  M ", "");
        if (!name.equals(path) && !ours.containsKey(name)) {
            String mine = ours.get("tree /" + path);
            if (mine != null && mine.equals(real.get("tree /" + path))) {
                real.remove(name);
            }
        }
    }

    /** The real one adds a dotfile to git, beside a program that is added unlocked, such that its own filter takes it into the annex at the next chance. */
    private void dotFilesStayInGit(String name) {
        String path = name.replaceFirst("^status AM ", "");
        boolean dotFile = ("/" + path).contains("/.");
        if (!name.equals(path) && dotFile && ours.containsKey("status A  " + path)) {
            real.remove(name);
            ours.remove("status A  " + path);
        }
    }
}
