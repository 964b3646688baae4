package wherry.configuration;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.felix.metatype.MetaDataReader;
import org.junit.Test;
import wherry.api.node.Problem;

public final class CheckedSettingsTest {
    private static final String DOCUMENT = """
            <?xml version="1.0" encoding="UTF-8"?>
            <metatype:MetaData xmlns:metatype="http://www.osgi.org/xmlns/metatype/v1.2.0">
              <OCD id="d" name="n" description="d">
                <AD id="seconds" type="Integer" min="1" max="60" default="30" description="Seconds"/>
                <AD id="on" type="Boolean" default="true"/>
                <AD id="kind" type="String" default="a"><Option label="A" value="a"/><Option label="B" value="b"/></AD>
                <AD id="bytes" type="Long" default="5"/>
              </OCD>
              <Designate pid="wherry.test"><Object ocdref="d"/></Designate>
            </metatype:MetaData>
            """;

    private final KnownSettings known = KnownSettings.of(List.of());

    public CheckedSettingsTest() throws IOException {
        known.add(new MetaDataReader().parse(new ByteArrayInputStream(DOCUMENT.getBytes(StandardCharsets.UTF_8))));
    }

    @Test
    public void valuesComeInTheTypesOfTheComponent() {
        CheckedSettings checked = check("wherry.test.cfg", "seconds = 60\non = no\nkind = b\nbytes = 9000000000");

        assertThat(
                checked.values(),
                is(Map.<String, Object>of("seconds", 60, "on", false, "kind", "b", "bytes", 9_000_000_000L)));
        assertThat(checked.problems(), is(empty()));
    }

    @Test
    public void aValueThatIsNotAllowedLeavesTheDefaultAndSaysLineAndWhatIsAllowed() {
        CheckedSettings checked = check("wherry.test.cfg", "# c\nseconds = soon\non = perhaps\nkind = c\nbytes = 3");

        assertThat(checked.values(), is(Map.of("bytes", 3L)));
        assertThat(
                lines(checked),
                contains(
                        allOf(
                                containsString("wherry.test.cfg: line 2"),
                                containsString("a whole number from 1 up to 60"),
                                containsString("30, counts")),
                        containsString("true or false"),
                        containsString("a, b")));
    }

    @Test
    public void aNumberBeyondItsBoundsIsNotAllowed() {
        assertThat(check("wherry.test.cfg", "seconds = 0").values(), is(anEmptyMap()));
        assertThat(check("wherry.test.cfg", "seconds = 61").values(), is(anEmptyMap()));
        assertThat(check("wherry.test.cfg", "seconds =").values(), is(anEmptyMap()));
        assertThat(check("wherry.test.cfg", "seconds = 99999999999").values(), is(anEmptyMap()));
    }

    @Test
    public void anUnknownNameIsAnsweredWithTheOnesThatThereAre() {
        assertThat(
                lines(check("wherry.test.cfg", "second = 3")),
                contains(allOf(containsString("line 1 sets 'second'"), containsString("bytes, kind, on, seconds"))));
    }

    @Test
    public void aFileForNoBundleIsAnsweredWithTheFilesThatThereAre() {
        CheckedSettings checked = check("wherry.tset.cfg", "seconds = 3");

        assertThat(checked.values(), is(anEmptyMap()));
        assertThat(lines(checked), contains(containsString("wherry.test.cfg")));
    }

    @Test
    public void levelsOfLogsAreCheckedToo() {
        SettingsFile file =
                SettingsFile.parse("logging.properties", ".level = INFO\nwherry.level = LOUD\nhandlers = x");

        assertThat(
                LogLevels.problems(file).stream().map(Problem::line).sorted().toList(),
                contains(containsString("line 2 "), containsString("line 3 ")));
    }

    private CheckedSettings check(String name, String text) {
        return CheckedSettings.of(SettingsFile.parse(name, text), known);
    }

    private static List<String> lines(CheckedSettings checked) {
        return checked.problems().stream().map(Problem::line).toList();
    }
}
