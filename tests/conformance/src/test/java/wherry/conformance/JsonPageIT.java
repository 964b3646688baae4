package wherry.conformance;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.RuleChain;
import wherry.kit.programs.Outcome;
import wherry.kit.programs.Patience;
import wherry.kit.programs.Running;
import wherry.kit.programs.StockAnnex;
import wherry.kit.programs.Surroundings;
import wherry.kit.programs.ThrowawayRepository;
import wherry.kit.programs.WherryHome;

/** What commands print with {@code --json} is what {@code docs/json.md} says: names, types, and an object for each failure. */
public class JsonPageIT {
    private static final ServingNode NODE = new ServingNode("tcpip");

    @ClassRule
    public static final RuleChain RULES = RuleChain.outerRule(new NeedsPrograms())
            .around(new NeedsDistribution())
            .around(NODE);

    private static JsonPage page;
    private static ThrowawayRepository served;
    private static ThrowawayRepository client;
    private static String key;
    private static String address;

    @BeforeClass
    public static void serve() throws IOException {
        page = JsonPage.read();
        served = NODE.repository();
        key = served.add("one.bin", 100_000, 1);
        address = NODE.serve(served);
        client = NODE.clientOf(served, address);
    }

    private static Outcome in(ThrowawayRepository repository, String... arguments) {
        return NODE.wherryIn(repository.folder(), arguments);
    }

    /** The words of a section are the first of the call; each is run in a clone of what is served. */
    private static List<JsonObject> check(String section, String... more) {
        String[] words = Stream.concat(Stream.of(section.split(" ", -1)), Stream.of(more))
                .toArray(String[]::new);
        return page.check(section, in(client, words).ok());
    }

    @Test
    public void everyCommandThatHasObjectsHasASectionAndNoOther() throws IOException {
        Set<String> commands = new TreeSet<>(Set.of("failure", "progress"));
        for (Map.Entry<String, Set<String>> command : HelpTexts.options().entrySet()) {
            if (command.getValue().contains("--json")) {
                commands.add(command.getKey());
            }
        }
        assertThat(page.sections(), is(commands));
    }

    @Test
    public void namesAreOfOneStyle() {
        assertThat(page.names().size(), is(greaterThan(40)));
        assertThat(
                page.names().stream()
                        .filter(name -> !name.matches("[a-z]+(-[a-z]+)*"))
                        .toList(),
                is(empty()));
    }

    @Test
    public void theNodeTellsOfItselfAsThePageSays() throws IOException {
        check("status", "--json");
        check("repos", "--json");
        check("transports", "--json");
        check("bundles", "--all", "--json");
        check("config", "--json");
        page.check("serve", in(served, "serve", "--json").ok());
        try (Running lock =
                NODE.surroundings().start(client.folder(), NODE.program(), "key", "lock", "--json", address, key)) {
            Patience.until(
                    "the link of the lock is listed",
                    Surroundings.LIMIT,
                    () -> !in(client, "links", "--json").ok().out().isEmpty(),
                    lock::toString);
            check("links", "--json");
            lock.endInput();
            lock.await(Surroundings.LIMIT).ok();
        }
    }

    @Test
    public void annexCommandsTellWhatThePageSays() throws IOException {
        Files.writeString(client.folder().resolve("new"), "content of a new file");
        check("annex add", "--json", "new");
        check("annex get", "--json-progress", "one.bin");
        check("annex whereis", "--json", "one.bin");
        check("annex fsck", "--json", "one.bin");
        check("annex copy", "--json", "--to", "peer", "new");
        check("annex drop", "--json", "one.bin");
        check("annex sync", "--json-progress", "--content");
        page.check("annex sync", in(client, "annex", "sync", "--json", "nobody").exited(1));
        page.check("annex get", in(client, "annex", "get", "--json", "nowhere").exited(1));
    }

    @Test
    public void keyCommandsTellWhatThePageSays() throws IOException {
        Path file = Files.writeString(client.folder().resolve("plain"), "plain");
        String made = check("key of", "--json", "plain").get(0).get("key").getAsString();
        check("key put", "--json-progress", address, made, file.toString());
        check("key check", "--json", address, made);
        check("key get", "--json-progress", address, made, "back");
        check("key timestamp", "--json", address);
        check("ping", "--json", "--rate", key, "peer");
        check("why", "--json", "peer");
        page.check("why", in(client, "why", "--json", "nobody").exited(1));
        check("key remove", "--json", address, made);
        page.check(
                "key check", in(client, "key", "check", "--json", address, made).exited(1));
        String nobody = "p2p-annex::tcpip:127.0.0.1:1:" + address.substring(address.lastIndexOf(':') + 1);
        page.check(
                "key check",
                in(client, "key", "check", "--json", "--retries", "0", nobody, made)
                        .exited(3));
        page.check(
                "key timestamp",
                in(client, "key", "timestamp", "--json", "--retries", "0", nobody)
                        .exited(3));
        page.check("key lock", in(client, "key", "lock", "--json", address, key));
    }

    @Test
    public void pairingTellsWhatThePageSays() {
        page.check(
                "peers invite",
                in(served, "peers", "invite", "--json", "laptop").ok());
        page.check("peers list", in(served, "peers", "list", "--json").ok());
        page.check("peers", in(served, "peers", "--json").ok());
        page.check(
                "peers rename",
                in(served, "peers", "rename", "--json", "laptop", "phone").ok());
        page.check(
                "peers allow",
                in(served, "peers", "allow", "--json", "phone", "read-only").ok());
        page.check(
                "peers revoke", in(served, "peers", "revoke", "--json", "phone").ok());
        page.check("p2p", in(served, "p2p", "--enable", "tcpip", "--json").ok());
        page.check("p2p", in(served, "p2p", "--gen-addresses", "--json").ok());
        String invited = NODE.address(served);
        Path home = NODE.workplace().path("home");
        page.check(
                "clone",
                NODE.answer(home, invited + "\n", "clone", "--json", invited, "cloned")
                        .ok());
        page.check(
                "p2p", NODE.answer(client, NODE.address(served) + "\n", "p2p", "--link", "--name", "again", "--json"));
    }

    @Test
    public void repositoriesAndBundlesAreMadeAndRemovedAsThePageSays() throws IOException {
        Path folder = Files.createDirectories(NODE.workplace().path("made"));
        new StockAnnex(NODE.surroundings(), folder).git("init", "--quiet");
        page.check("init", NODE.wherryIn(folder, "init", "--json", "made").ok());
        page.check("serve", NODE.wherryIn(folder, "serve", "--json").ok());
        page.check("unserve", NODE.wherryIn(folder, "unserve", "--json").ok());
        String jar =
                WherryHome.distribution().resolve("optional/transport-unix.jar").toString();
        check("install", "--json", jar);
        check("uninstall", "--json", "transport-unix");
    }

    @Test
    public void everyFailureIsAnObjectToo() throws IOException {
        Path nowhere = Files.createDirectories(NODE.workplace().path("nowhere"));
        for (String call : List.of(
                "serve --json ./absent",
                "unserve --json ./absent",
                "annex get --json",
                "annex gte --json",
                "p2p --gen-addresses --json",
                "peers --json",
                "peers revoke --json nobody",
                "init --json",
                "install --json absent.jar",
                "uninstall --json absent",
                "key get --json",
                "key of --json absent",
                "key check --json nonsense KEY",
                "status --json --jsno",
                "no-such-command --json")) {
            Outcome outcome = NODE.wherryIn(nowhere, call.split(" ", -1));
            assertThat(call, outcome.exitCode(), is(greaterThan(0)));
            JsonObject told = page.check("failure", outcome).get(0);
            assertThat(call, told.get("success").getAsBoolean(), is(false));
            assertThat(call, told.get("error-messages").getAsJsonArray().isEmpty(), is(false));
            assertThat(call, outcome.err().isEmpty(), is(false));
        }
    }

    @Test
    public void whereNoNodeRunsThatIsAnObjectToo() {
        WherryHome idle = WherryHome.in(NODE.workplace(), "idle");
        for (String call : List.of("status --json", "repos --json", "links --json", "no-such-command --json")) {
            Outcome outcome = idle.tryWherry(call.split(" ", -1));
            assertThat(call, outcome.exitCode(), is(greaterThan(0)));
            page.check("failure", outcome);
            assertThat(outcome.err(), containsString("wherry: "));
        }
        idle.close();
    }
}
