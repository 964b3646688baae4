package wherry.conformance;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.ClassRule;
import org.junit.Test;
import wherry.kit.Shows;
import wherry.kit.programs.Outcome;
import wherry.kit.programs.Patience;
import wherry.kit.programs.WherryHome;

/** What a user sets, rightly and wrongly. */
public class SettingsIT {
    private static final Duration HEEDED = Duration.ofSeconds(30);

    private static final Pattern UNIT = Pattern.compile(
            "(?i).*\\b(milliseconds|seconds|minutes|hours|days|bytes|kib|mib|how many|version|whether|percent)\\b.*");

    @ClassRule
    public static final Distribution DISTRIBUTION = Distribution.running();

    private static Outcome sh(String script) {
        return DISTRIBUTION.sh(DISTRIBUTION.home().surroundings(), script);
    }

    private static Path conf() {
        return DISTRIBUTION.home().home().resolve("conf");
    }

    @Test
    @Shows("config --json")
    public void whatIsSetCountsWithoutARestartAndTheDefaultDoesAgainWhenTheFileGoes() throws IOException {
        Path file = Files.writeString(conf().resolve("wherry.daemon.cfg"), "auth.deadline = 77\n");
        Patience.until(
                "the setting counts", HEEDED, () -> valueOf("auth.deadline").equals("77"), SettingsIT::all);
        assertThat(sh("wherry config").ok().out(), containsString("\nauth.deadline = 77\n"));

        Files.delete(file);
        Patience.until(
                "the default counts", HEEDED, () -> valueOf("auth.deadline").equals("30"), SettingsIT::all);
        assertThat(sh("wherry config").ok().out(), containsString("\n#auth.deadline = 30\n"));
    }

    @Test
    public void noConfigurationFileBringsABundleIn() throws IOException {
        Path jars = Files.createDirectories(DISTRIBUTION.home().home().resolve("elsewhere"));
        Files.copy(WherryHome.distribution().resolve("optional/transport-unix.jar"), jars.resolve("stranger.jar"));
        String before = sh("wherry bundles").ok().out();
        for (String name : List.of("org.apache.felix.fileinstall-x.cfg", "org.apache.felix.fileinstall~x.config")) {
            Files.writeString(
                    conf().resolve(name),
                    "felix.fileinstall.dir = " + jars
                            + "\nfelix.fileinstall.poll = 100\nfelix.fileinstall.filter = .*\n");
        }
        Path file = Files.writeString(conf().resolve("wherry.daemon.cfg"), "auth.deadline = 78\n");
        Patience.until(
                "what came after them counts",
                HEEDED,
                () -> valueOf("auth.deadline").equals("78"),
                SettingsIT::all);
        assertThat(sh("wherry bundles").ok().out(), is(before));
        assertThat(before, not(containsString("fileinstall")));
        Files.delete(file);
        for (String name : List.of("org.apache.felix.fileinstall-x.cfg", "org.apache.felix.fileinstall~x.config")) {
            Files.delete(conf().resolve(name));
        }
    }

    @Test
    public void wrongValuesNamesAndFilesAreToldByLineAndTheNodeRunsOnWithDefaults() throws IOException {
        Path daemon = Files.writeString(
                conf().resolve("wherry.daemon.cfg"),
                "# mine\nauth.deadline = soon\nauth.dedline = 5\nauth.places = 9\n");
        Path unknown = Files.writeString(conf().resolve("wherry.demon.cfg"), "auth.deadline = 5\n");
        Path other = Files.writeString(conf().resolve("wherry.conf"), "");
        Path levels = Files.writeString(conf().resolve("logging.properties"), "wherry.daemon.level = LOUD\n");
        try {
            Patience.until(
                    "the mistakes are seen",
                    HEEDED,
                    () -> sh("wherry config").err().contains("LOUD"),
                    SettingsIT::all);

            Outcome status = sh("wherry status").ok();
            assertThat(
                    status.err(),
                    allOf(
                            containsString(
                                    "wherry.daemon.cfg: line 2 sets auth.deadline to 'soon', but it may be a whole"
                                            + " number from 1; the default, 30, counts"),
                            containsString("wherry.daemon.cfg: line 3 sets 'auth.dedline'"),
                            containsString("there are auth.deadline, auth.guesses, auth.places, "),
                            containsString("wherry.demon.cfg: no bundle that is installed has settings of this name"),
                            containsString("wherry.conf: is not read"),
                            containsString("logging.properties: line 1 ")));
            sh("wherry config").exited(1);
            assertThat(valueOf("auth.places"), is("9"));
            assertThat(valueOf("auth.deadline"), is("30"));
            String log = Files.readString(DISTRIBUTION.home().home().resolve("state/log/node.log"));
            assertThat(log, containsString("wherry.daemon.cfg: line 2 "));
        } finally {
            for (Path file : new Path[] {daemon, unknown, other, levels}) {
                Files.delete(file);
            }
        }
        Patience.until("all is well", HEEDED, () -> sh("wherry config").err().isEmpty(), SettingsIT::all);
        assertThat(sh("wherry status").ok().err(), is(emptyString()));
    }

    @Test
    public void manualAndSampleHaveEverySettingWithItsDefaultAndSayInWhatItIsCounted() throws IOException {
        Path share = WherryHome.distribution().resolve("share");
        String manual = Files.readString(share.resolve("man/man5/wherry.cfg.5"));
        String sample = Files.readString(share.resolve("doc/settings.sample"));
        List<JsonObject> settings = sh("wherry config --json")
                .ok()
                .out()
                .lines()
                .map(line -> JsonParser.parseString(line).getAsJsonObject())
                .toList();

        assertThat(settings.size(), is(greaterThan(5)));
        for (JsonObject setting : settings) {
            String name = setting.get("name").getAsString();
            String byDefault = setting.get("default").getAsString();
            assertThat(manual, containsString("\n.SH " + setting.get("file").getAsString() + "\n"));
            assertThat(
                    manual,
                    matchesPattern("(?s).*\n\\.B " + Pattern.quote(name) + "\n[^\n]*Default: "
                            + Pattern.quote(byDefault) + "\\.\n.*"));
            assertThat(sample, containsString("\n#" + name + " = " + byDefault + "\n"));
            assertThat(name, setting.get("description").getAsString(), matchesPattern(UNIT));
        }
    }

    @Test
    public void noFileOfTheConfigurationFolderBringsInBundles() throws IOException {
        Path jars = Files.createDirectories(DISTRIBUTION.workplace().path("jars"));
        Files.copy(WherryHome.distribution().resolve("optional/transport-unix.jar"), jars.resolve("unix.jar"));
        Path file = Files.writeString(
                conf().resolve("org.apache.felix.fileinstall-jars.cfg"),
                "felix.fileinstall.dir = " + jars + "\nfelix.fileinstall.poll = 100\n");
        try {
            Patience.until(
                    "the file is seen",
                    HEEDED,
                    () -> sh("wherry config").err().contains("fileinstall-jars.cfg"),
                    SettingsIT::all);
            assertThat(sh("wherry bundles --all").ok().out(), not(containsString("wherry.transport.unix")));
        } finally {
            Files.delete(file);
        }
    }

    private static String all() {
        return sh("wherry config").toString();
    }

    private static String valueOf(String name) {
        return sh("wherry config --json")
                .out()
                .lines()
                .filter(line -> line.contains("\"name\":\"" + name + "\""))
                .map(line -> line.replaceFirst(".*\"value\":\"([^\"]*)\".*", "$1"))
                .findFirst()
                .orElse("");
    }
}
