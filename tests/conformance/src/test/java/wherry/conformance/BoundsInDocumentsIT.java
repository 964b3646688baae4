package wherry.conformance;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.Test;
import wherry.kit.programs.Peers;

/** What documents say of bounds is what the code has: whoever changes the one has to change the other, and this table. */
public class BoundsInDocumentsIT {
    private record Bound(String document, String words, String source, String declaration) {
        private static Bound of(String document, String words, String room, String type, String declaration) {
            return new Bound(
                    document, words, "bundles/" + room + "/src/main/java/wherry/" + type + ".java", declaration);
        }

        private static Bound decided(String decision, String words, String room, String type, String declaration) {
            return of("docs/decisions/" + decision + ".md", words, room, type, declaration);
        }
    }

    private static final List<Bound> BOUNDS = List.of(
            Bound.of(
                    "ARCHITECTURE.md",
                    "reads up to 8 KiB of lines",
                    "daemon",
                    "daemon/repository/ServerSupplies",
                    "LINE_BYTES = 8 * 1024;"),
            Bound.of(
                    "docs/threat-model.md",
                    "lines are bounded at 32,767 characters",
                    "protocol",
                    "protocol/LineReader",
                    "MAX_CHARACTERS = 32_767;"),
            new Bound(
                    "CONTRIBUTING.md",
                    "a file up to 400 lines",
                    "cnf/checkstyle.xml",
                    "<property name=\"max\" value=\"400\"/>"),
            new Bound(
                    "CONTRIBUTING.md",
                    "a method up to 60",
                    "cnf/checkstyle.xml",
                    "<property name=\"max\" value=\"60\"/>"),
            Bound.decided(
                    "0008-two-locks-per-connection",
                    "Content up to 32 KiB",
                    "daemon",
                    "daemon/serve/ContentWork",
                    "SMALL_BYTES = 32 * 1024;"),
            Bound.decided(
                    "0008-two-locks-per-connection",
                    "Content up to 32 KiB",
                    "daemon",
                    "daemon/dial/PeerIncomingContent",
                    "SMALL_BYTES = 32 * 1024;"),
            Bound.decided(
                    "0013-commits-edit-trees",
                    "Up to 100 new\nobjects are loose",
                    "store",
                    "store/branch/GitObjects",
                    "MOST_LOOSE = 100;"),
            Bound.decided(
                    "0013-commits-edit-trees",
                    "at most 1,000 files",
                    "store",
                    "store/branch/Committer",
                    "MOST_FILES = 1_000;"),
            Bound.decided(
                    "0027-jobs", "up to 256 keys", "annex-commands", "annexcommands/Workers", "MOST_TOGETHER = 256;"),
            Bound.decided(
                    "0039-how-slow-is-too-slow",
                    "`transfer.deadline` (600 s)",
                    "daemon",
                    "daemon/DaemonConfiguration",
                    "transfer_deadline() default 600;"),
            Bound.decided(
                    "0039-how-slow-is-too-slow",
                    "`transfer.floor` (500 bytes",
                    "daemon",
                    "daemon/DaemonConfiguration",
                    "transfer_floor() default 500;"),
            Bound.decided(
                    "0039-how-slow-is-too-slow",
                    "256 KiB",
                    "store",
                    "store/content/FileContentReader",
                    "PART_BYTES = 256 * 1024;"),
            Bound.decided(
                    "0040-what-transfers-leave-expires",
                    "A partial file of less than 1 MiB",
                    "store",
                    "store/transfer/Leftovers",
                    "WORTH_A_LINE = 1 << 20;"),
            Bound.decided(
                    "0041-branches-of-others-are-looked-at-first",
                    "16 deep",
                    "store",
                    "store/branch/BranchInspection",
                    "MAX_DEPTH = 16;"),
            Bound.decided(
                    "0041-branches-of-others-are-looked-at-first",
                    "of 4 MiB",
                    "store",
                    "store/branch/BranchFiles",
                    "MAX_TREE_BYTES = 4 << 20;"),
            Bound.decided(
                    "0044-expressions-are-facts-and-verdicts",
                    "at most 65,536 characters",
                    "preferred-content",
                    "preferredcontent/ExpressionLimits",
                    "EXPRESSION = 65_536;"),
            Bound.decided(
                    "0047-settings-are-checked",
                    "at most 64 KiB",
                    "configuration",
                    "configuration/SettingsFile",
                    "MAX_BYTES = 64 << 10;"));

    private static boolean holds(String file, String words) {
        Path path = Peers.tree().resolve(file);
        try {
            return Files.isRegularFile(path) && Files.readString(path).contains(words);
        } catch (IOException e) {
            throw new AssertionError(file + " cannot be read", e);
        }
    }

    @Test
    public void boundsInDocumentsAreThoseOfTheCode() {
        List<Bound> untrue = BOUNDS.stream()
                .filter(bound -> !holds(bound.document(), bound.words()) || !holds(bound.source(), bound.declaration()))
                .toList();
        assertThat(BOUNDS.size(), is(greaterThan(15)));
        assertThat(untrue, is(empty()));
    }
}
