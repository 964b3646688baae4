package wherry.conformance;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.RuleChain;
import wherry.kit.Shows;
import wherry.kit.programs.Outcome;
import wherry.kit.programs.Patience;
import wherry.kit.programs.StockAnnex;
import wherry.kit.programs.ThrowawayRepository;
import wherry.kit.programs.WherryHome;

/** Options that no other test is about: each with the effect that its help text promises. */
public class CommandOptionsIT {
    private static final ServingNode NODE = new ServingNode("tcpip");

    @ClassRule
    public static final RuleChain RULES = RuleChain.outerRule(new NeedsPrograms())
            .around(new NeedsDistribution())
            .around(NODE);

    private static List<JsonObject> objects(Outcome outcome) {
        return outcome.out()
                .lines()
                .map(line -> JsonParser.parseString(line).getAsJsonObject())
                .toList();
    }

    private static Outcome annex(ThrowawayRepository repository, String... arguments) {
        String[] all = Stream.concat(Stream.of("annex"), Stream.of(arguments)).toArray(String[]::new);
        return NODE.wherryIn(repository.folder(), all);
    }

    private static Path jar(String name) {
        return WherryHome.distribution().resolve(name);
    }

    @Test
    @Shows("annex add --backend --json-error-messages --no-check-gitignore")
    public void addMakesTheKeysAndTakesTheFilesThatItIsToldTo() throws IOException {
        Path folder = Files.createDirectories(NODE.workplace().path("adding"));
        new StockAnnex(NODE.surroundings(), folder).git("init", "--quiet", "--initial-branch=main");
        NODE.wherryIn(folder, "init", "adding").ok();
        Files.writeString(folder.resolve(".gitignore"), "*.o\n");
        Files.writeString(folder.resolve("a.o"), "ignored");
        Files.writeString(folder.resolve("a.c"), "not ignored");

        List<JsonObject> added =
                objects(NODE.wherryIn(folder, "annex", "add", "--backend", "SHA512E", "--json-error-messages", "a.c"));
        assertThat(added.size(), is(1));
        assertThat(added.get(0).get("key").getAsString(), startsWith("SHA512E-"));
        assertThat(added.get(0).get("error-messages").getAsJsonArray().isEmpty(), is(true));
        NODE.wherryIn(folder, "annex", "add").ok();
        assertThat(Files.isSymbolicLink(folder.resolve("a.o")), is(false));
        NODE.wherryIn(folder, "annex", "add", "--no-check-gitignore", "a.o").ok();
        assertThat(Files.isSymbolicLink(folder.resolve("a.o")), is(true));
    }

    @Test
    @Shows({"annex get --from", "annex copy --json-progress", "annex drop --jobs --json-progress --mincopies"})
    public void transfersGoWhereAndAreToldAsTheyAreToldTo() {
        ThrowawayRepository served = NODE.repository();
        String one = served.add("one.bin", 300_000, 1);
        String two = served.add("two.bin", 10_000, 2);
        ThrowawayRepository client = NODE.clientOf(served, NODE.serve(served));

        annex(client, "get", "--from", "nobody", "one.bin").exited(1);
        assertThat(client.content(one).isPresent(), is(false));
        annex(client, "get", "--from", "peer", "one.bin", "two.bin").ok();
        assertThat(client.content(one).isPresent(), is(true));

        annex(client, "drop", "--mincopies", "2", "one.bin").exited(1);
        assertThat(client.content(one).isPresent(), is(true));
        List<JsonObject> dropped =
                objects(annex(client, "drop", "--jobs", "2", "--json-progress").ok());
        assertThat(
                dropped.stream()
                        .filter(object -> object.get("success").getAsBoolean())
                        .count(),
                is(2L));
        assertThat(client.content(one).isPresent() || client.content(two).isPresent(), is(false));
        annex(client, "drop", "--jobs", "0").exited(2);

        List<JsonObject> copied = objects(annex(client, "copy", "--from", "peer", "--json-progress", "one.bin")
                .ok());
        assertThat(copied.get(0).get("total-size").getAsLong(), is(300_000L));
        assertThat(copied.get(copied.size() - 1).get("success").getAsBoolean(), is(true));
    }

    @Test
    @Shows({"bundles --all --json", "install --json", "uninstall --json"})
    public void bundlesAreListedInstalledAndRemovedInObjects() {
        List<String> ours = names(NODE.wherryIn(NODE.workplace().path("home"), "bundles", "--json"));
        List<String> all = names(NODE.wherryIn(NODE.workplace().path("home"), "bundles", "--all", "--json"));
        assertThat(ours, not(hasItem("org.eclipse.jgit")));
        assertThat(all, hasItem("org.eclipse.jgit"));
        assertThat(all.size(), is(greaterThan(ours.size())));

        String unix = jar("optional/transport-unix.jar").toString();
        JsonObject installed = objects(wherry("install", "--json", unix)).get(0);
        assertThat(installed.get("success").getAsBoolean(), is(true));
        assertThat(installed.get("input").getAsString(), is(unix));
        assertThat(names(wherry("bundles", "--json")), hasItem("wherry.transport.unix"));
        assertThat(
                objects(wherry("uninstall", "--json", "transport-unix"))
                        .get(0)
                        .get("command")
                        .getAsString(),
                is("uninstall"));
        Patience.until(
                "the bundle is gone once nothing uses it",
                Duration.ofSeconds(30),
                () -> !names(wherry("bundles", "--json")).contains("wherry.transport.unix"),
                () -> wherry("bundles").toString());
    }

    private static Outcome wherry(String... arguments) {
        return NODE.wherryIn(NODE.workplace().path("home"), arguments).ok();
    }

    private static List<String> names(Outcome outcome) {
        return objects(outcome).stream()
                .map(object -> object.get("name").getAsString())
                .toList();
    }

    @Test
    @Shows("install --end-links")
    public void whatAllLinksDependOnIsReplacedOnlyIfThatMayBe() {
        String jar = jar("bundles/2/file-locks.jar").toString();

        Outcome refused =
                NODE.wherryIn(NODE.workplace().path("home"), "install", jar).exited(1);
        assertThat(refused.err(), containsString("--end-links"));
        assertThat(wherry("install", "--end-links", jar).out(), containsString("wherry.filelocks"));
        wherry("status");
    }

    @Test
    public void aContractThatLinksNeedNamesWhoStartsAnewAndIsReplacedIfThatMayBe() {
        String jar = jar("bundles/1/api-content.jar").toString();

        Outcome refused =
                NODE.wherryIn(NODE.workplace().path("home"), "install", jar).exited(1);
        assertThat(refused.err(), containsString("ends all links for a moment"));
        assertThat(refused.err(), containsString("wherry.daemon, "));
        wherry("install", "--end-links", jar);
        Patience.until(
                "all run again",
                Duration.ofSeconds(30),
                () -> works("status") && works("annex", "--help"),
                () -> wherry("bundles").toString());
        assertThat(names(wherry("bundles", "--json")), hasItem("wherry.api.content"));
    }

    private static boolean works(String... arguments) {
        return NODE.wherryIn(NODE.workplace().path("home"), arguments).exitCode() == 0;
    }

    @Test
    @Shows("unserve --json")
    public void whatIsServedNoMoreIsToldInAnObject() {
        ThrowawayRepository served = NODE.repository();
        NODE.serve(served);

        JsonObject told = objects(
                        NODE.wherryIn(served.folder(), "unserve", "--json").ok())
                .get(0);

        assertThat(told.get("folder").getAsString(), is(served.folder().toString()));
        assertThat(wherry("repos").out(), not(containsString(served.folder().toString())));
    }

    @Test
    @Shows("wherry --version")
    public void theVersionIsThatOfTheNode() {
        String version =
                objects(wherry("status", "--json")).get(0).get("version").getAsString();

        assertThat(wherry("--version").out(), containsString(version));
        assertThat(wherry("-V").out(), is(wherry("--version").out()));
    }

    @Test
    @Shows({"daemon --foreground", "stop --json"})
    public void aNodeInTheForegroundStaysTillItIsStopped() throws IOException {
        try (WherryHome other = WherryHome.in(NODE.workplace(), "other")) {
            other.start();
            assertThat(other.node().isAlive(), is(true));
            assertThat(other.node().err(), containsString("node"));
            JsonObject told = JsonPage.read()
                    .check("stop", other.wherry("stop", "--json"))
                    .get(0);
            assertThat(told.get("pid").getAsLong(), is(other.node().pid()));
            other.assertNothingRuns();
        }
    }

    @Test
    @Shows("demo --keep")
    public void theDemoLeavesItsFoldersOnlyOnRequest() throws IOException {
        Path temporary = Files.createDirectories(NODE.workplace().path("demo"));
        // Without git it ends at the first step, and what it does with its folders is the same.
        String script = "TMPDIR=" + temporary + " PATH=$1 sh $2/share/demo/demo";
        Path programs = Files.createDirectories(NODE.workplace().path("few"));
        for (String program : List.of(
                "sh", "cat", "env", "mktemp", "mkdir", "date", "rm", "chmod", "timeout", "tail", "head", "dirname",
                "awk")) {
            Files.createSymbolicLink(programs.resolve(program), Path.of("/usr/bin", program));
        }
        String[] call = {
            "sh",
            "-c",
            script,
            "sh",
            programs.toString(),
            WherryHome.distribution().toString()
        };
        NODE.surroundings().run(temporary, call).exited(1);
        assertThat(folders(temporary), is(empty()));

        call[2] = script + " --keep";
        Outcome kept = NODE.surroundings().run(temporary, call).exited(1);
        assertThat(folders(temporary).size(), is(1));
        assertThat(
                kept.out(),
                allOf(
                        containsString("The folders are in"),
                        containsString(folders(temporary).get(0))));
    }

    private static List<String> folders(Path place) throws IOException {
        try (Stream<Path> files = Files.list(place)) {
            return files.map(Path::toString).toList();
        }
    }
}
