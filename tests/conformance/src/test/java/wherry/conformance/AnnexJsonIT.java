package wherry.conformance;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.RuleChain;
import wherry.kit.Shows;
import wherry.kit.programs.Outcome;
import wherry.kit.programs.ThrowawayRepository;

/** What {@code wherry annex} tells programs, and which keys it works on: as the real git-annex does. */
public class AnnexJsonIT {
    private static final ServingNode NODE = new ServingNode("tcpip");

    @ClassRule
    public static final RuleChain RULES = RuleChain.outerRule(new NeedsPrograms())
            .around(new NeedsDistribution())
            .around(NODE);

    private final ThrowawayRepository served = NODE.repository();
    private final String one = served.add("one.bin", 200_000, 1);
    private final String two = served.add("dir-two.bin", 10_000, 2);
    private final String address = NODE.serve(served);
    private final ThrowawayRepository ours = NODE.clientOf(served, address);
    private final ThrowawayRepository real = NODE.clientOf(served, NODE.address(served));

    private static Outcome annex(ThrowawayRepository repository, String... arguments) {
        String[] all = Stream.concat(Stream.of("annex"), Stream.of(arguments)).toArray(String[]::new);
        return NODE.wherryIn(repository.folder(), all);
    }

    private static List<JsonObject> objects(Outcome outcome) {
        return outcome.out()
                .lines()
                .map(line -> JsonParser.parseString(line).getAsJsonObject())
                .sorted(Comparator.comparing(object -> object.get("key").getAsString()))
                .toList();
    }

    /** Both in repositories that are alike. */
    private void assertSame(String... arguments) {
        String[] json = Stream.concat(Stream.of(arguments), Stream.of("--json", "--json-error-messages"))
                .toArray(String[]::new);
        Outcome theirs = real.stock().tryAnnex(json);
        Outcome mine = annex(ours, json);
        assertThat(String.join(" ", json), objects(mine), equalTo(objects(theirs)));
        assertThat(String.join(" ", json), mine.exitCode(), is(theirs.exitCode()));
    }

    /** Both in one repository, since both only look. */
    private void assertSameHere(String... arguments) {
        String[] json = Stream.concat(Stream.of(arguments), Stream.of("--json", "--json-error-messages"))
                .toArray(String[]::new);
        assertThat(
                String.join(" ", json),
                objects(annex(ours, json)),
                equalTo(objects(ours.stock().tryAnnex(json))));
    }

    @Test
    @Shows({
        "annex get --all --key --json --json-error-messages",
        "annex fsck --all --fast --key --json --json-error-messages",
        "annex drop --all --key --json --json-error-messages",
        "annex copy --all --from --key --json --json-error-messages",
        "annex whereis --all --key --json --json-error-messages"
    })
    public void keysAndFilesAreToldAsTheRealOneTellsThem() {
        assertSame("get", "--key", one);
        assertSame("get", "--all");
        assertSame("get", "--all");
        assertSame("fsck", "--fast", "--key", one);
        assertSame("fsck", "--fast", "--all");
        assertSame("drop", "--key", two);
        assertSame("drop", "--all");
        assertSame("get", "one.bin");
        assertSame("drop", "one.bin");
        assertSame("copy", "--from", "peer", "--key", one);
        assertSame("copy", "--from", "peer", "--all");
        assertSameHere("whereis", "--key", one);
        assertSameHere("whereis", "--all");
        assertSameHere("whereis", "one.bin");
        assertSame("drop", "--all", "--force");
    }

    @Test
    public void copiesToARemoteAreToldAsTheRealOneTellsThem() {
        for (ThrowawayRepository client : List.of(ours, real)) {
            client.add("fresh.bin", 5_000, client == ours ? 7 : 8);
        }
        String[] json = {"copy", "--to", "peer", "--all", "--json", "--json-error-messages"};
        List<JsonObject> theirs = objects(real.stock().tryAnnex(json));
        List<JsonObject> mine = objects(annex(ours, json).ok());
        assertThat(mine.size(), is(1));
        assertThat(withoutKey(mine), equalTo(withoutKey(theirs)));
    }

    private static List<Set<String>> withoutKey(List<JsonObject> objects) {
        return objects.stream().map(JsonObject::keySet).toList();
    }

    @Test
    @Shows("annex get --json-progress")
    public void progressIsToldAsTheRealOneTellsIt() {
        for (String[] arguments : new String[][] {
            {"get", "one.bin", "--json-progress"},
            {"get", "--json-progress", "--key", two}
        }) {
            List<JsonObject> mine = inOrder(annex(ours, arguments).ok());
            List<JsonObject> theirs = inOrder(real.stock().annex(arguments));
            assertThat(mine.size(), is(greaterThan(1)));
            JsonObject last = mine.get(mine.size() - 2);
            assertThat(last, equalTo(theirs.get(theirs.size() - 2)));
            assertThat(mine.get(mine.size() - 1), equalTo(theirs.get(theirs.size() - 1)));
        }
    }

    private static List<JsonObject> inOrder(Outcome outcome) {
        return outcome.out()
                .lines()
                .map(line -> JsonParser.parseString(line).getAsJsonObject())
                .toList();
    }

    @Test
    public void onlyOneWayToChooseCanBeUsed() {
        annex(ours, "drop", "--all", "one.bin").exited(2);
        annex(ours, "get", "--all", "--key", one).exited(2);
        annex(ours, "whereis", "--key", "nonsense").exited(2);
    }

    @Test
    public void numcopiesOfFilesCountsForTheirKeys() {
        annex(ours, "get").ok();
        ours.stock().annex("numcopies", "2");
        assertThat(
                annex(ours, "drop", "--key", one).exited(1).err(),
                containsString("Could only verify the existence of 1 out of 2 necessary copies."));
        annex(ours, "drop", "--all").exited(1);
        assertThat(ours.content(one).isPresent(), is(true));
    }

    @Test
    public void requiredContentStays() {
        annex(ours, "get").ok();
        real.stock().annex("get", "--quiet");
        for (ThrowawayRepository client : List.of(ours, real)) {
            client.stock().annex("required", "here", "include=one.* and largerthan=100kb");
        }
        assertSame("drop", "one.bin");
        assertSame("drop", "dir-two.bin");
        assertThat(
                annex(ours, "drop").exited(1).err(),
                containsString("That file is required content. It cannot be dropped!"));
        annex(ours, "drop", "--key", one).exited(1);
        assertThat(ours.content(one).isPresent(), is(true));

        ours.stock().annex("required", "here", "include=x or metadata=keep=yes");
        assertThat(annex(ours, "drop", "one.bin").exited(1).err(), containsString("this is not known here: metadata"));
        assertThat(ours.content(one).isPresent(), is(true));

        ours.stock().annex("required", "here", "");
        annex(ours, "drop", "one.bin").ok();
        assertThat(ours.content(one).isPresent(), is(false));
    }

    @Test
    public void requiredContentIsJudgedAsTheRealProgramDoes() {
        annex(ours, "get").ok();
        real.stock().annex("get", "--quiet");
        for (String expression : new String[] {
            "include=[no]ne.bin",
            "smallerthan=100megabytes",
            "nothing and nothing or include=one.*",
            "present",
            "not copies=5",
            "securehash and inbackend=SHA256E",
            "inallgroup=nobody lackingcopies=0"
        }) {
            for (ThrowawayRepository client : List.of(ours, real)) {
                client.stock().annex("required", "here", expression);
            }
            assertSame("drop", "one.bin");
            assertThat(expression, ours.content(one).isPresent(), is(true));
        }
        for (ThrowawayRepository client : List.of(ours, real)) {
            client.stock().annex("required", "here", "include=one.bin or anything and nothing");
        }
        assertSame("drop", "one.bin");
        assertThat(ours.content(one).isPresent(), is(false));
    }

    @Test
    @Shows("annex drop --force --from")
    public void requiredContentOfARemoteStaysUnlessForced() {
        annex(ours, "get").ok();
        ours.stock().annex("required", "peer", "anything");
        annex(ours, "drop", "--from", "peer", "one.bin").exited(1);
        assertThat(served.content(one).isPresent(), is(true));
        annex(ours, "drop", "--from", "peer", "--force", "one.bin").ok();
        assertThat(served.content(one).isPresent(), is(false));
    }
}
