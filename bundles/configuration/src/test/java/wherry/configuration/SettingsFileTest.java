package wherry.configuration;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import wherry.api.node.Problem;

public final class SettingsFileTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Test
    public void commentsAndEmptyLinesAreNoSettings() {
        SettingsFile file = SettingsFile.parse("a.b.cfg", "# c\n\n  x.y = 1 \r\nz=a = b\n");

        assertThat(file.pid(), is("a.b"));
        assertThat(file.settings(), containsInAnyOrder(new Setting(3, "x.y", "1"), new Setting(4, "z", "a = b")));
        assertThat(file.problems(), is(empty()));
    }

    @Test
    public void aLineThatIsNoSettingIsNamedByItsNumberAndTheOthersCount() {
        SettingsFile file = SettingsFile.parse("a.cfg", "x 1\ny = 2\n = 3");

        assertThat(file.settings(), contains(new Setting(2, "y", "2")));
        assertThat(sentences(file), contains(containsString("line 1 "), containsString("line 3 ")));
    }

    @Test
    public void ofTwoLinesForOneSettingTheLaterCountsAndItIsSaid() {
        SettingsFile file = SettingsFile.parse("a.cfg", "x = 1\nx = 2");

        assertThat(file.settings(), contains(new Setting(2, "x", "2")));
        assertThat(sentences(file), contains(containsString("line 2 sets 'x', as line 1 does")));
    }

    @Test
    public void aFileThatIsTooLongOrNotThereHasNoSettingsAndSaysSo() throws IOException {
        Path long_ = folder.getRoot().toPath().resolve("long.cfg");
        Files.writeString(long_, "x = 1\n".repeat(SettingsFile.MAX_BYTES / 6 + 1));

        SettingsFile tooLong = SettingsFile.read(long_);
        SettingsFile missing = SettingsFile.read(folder.getRoot().toPath().resolve("none.cfg"));

        assertThat(tooLong.settings(), is(empty()));
        assertThat(sentences(tooLong), contains(containsString("longer than")));
        assertThat(missing.settings(), is(empty()));
        assertThat(missing.problems(), hasSize(1));
    }

    @Test
    public void anyTextIsReadAndEveryProblemStaysOnOneLine() {
        Random random = new Random(7);
        for (int round = 0; round < 5_000; round++) {
            String text = random.ints(random.nextInt(80), 0, 128)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();

            SettingsFile file = SettingsFile.parse("a.cfg", text);

            assertThat(
                    file.settings().size(), lessThanOrEqualTo((int) text.lines().count()));
            for (Problem problem : file.problems()) {
                assertThat(
                        text,
                        problem.line().chars().filter(Character::isISOControl).count(),
                        is(0L));
            }
        }
    }

    private static List<String> sentences(SettingsFile file) {
        return file.problems().stream().map(Problem::sentence).toList();
    }
}
