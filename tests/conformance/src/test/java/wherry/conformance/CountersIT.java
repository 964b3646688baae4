package wherry.conformance;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.HashMap;
import java.util.Map;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.RuleChain;
import org.junit.rules.Timeout;
import wherry.kit.programs.Outcome;
import wherry.kit.programs.ThrowawayRepository;

/** What a node counts while the real git-annex moves content by it. */
public class CountersIT {
    private static final ServingNode NODE = new ServingNode("tcpip");

    @ClassRule
    public static final RuleChain RULES = RuleChain.outerRule(new NeedsPrograms())
            .around(new NeedsDistribution())
            .around(NODE);

    private static final long BYTES = 3_000_000;
    private static final long PROTOCOL = 100_000;

    @Rule
    public final Timeout timeout = Timeout.seconds(120);

    private static Outcome wherry(String... arguments) {
        return NODE.wherryIn(NODE.workplace().path("home"), arguments).ok();
    }

    private static Map<String, Long> counted() {
        JsonObject status =
                JsonParser.parseString(wherry("status", "--json").out()).getAsJsonObject();
        Map<String, Long> counted = new HashMap<>();
        for (JsonElement element : status.getAsJsonArray("metrics")) {
            JsonObject metric = element.getAsJsonObject();
            JsonObject labels = metric.getAsJsonObject("labels");
            String label = labels.has("role")
                    ? " " + labels.get("role").getAsString()
                    : labels.has("network") ? " " + labels.get("network").getAsString() : "";
            counted.merge(
                    metric.get("name").getAsString() + label,
                    metric.get("value").getAsLong(),
                    Long::sum);
        }
        return counted;
    }

    private static long grown(Map<String, Long> before, Map<String, Long> after, String name) {
        return after.getOrDefault(name, 0L) - before.getOrDefault(name, 0L);
    }

    @Test
    public void contentIsCountedWhereItMoves() {
        ThrowawayRepository served = NODE.repository();
        ThrowawayRepository client = NODE.clientOf(served, NODE.serve(served));
        String key = client.add("big.bin", (int) BYTES, 3);

        Map<String, Long> start = counted();
        client.stock().annex("copy", "--to=peer", "big.bin");
        Map<String, Long> put = counted();
        assertThat(grown(start, put, "wherry_content_received server"), is(1L));
        assertThat(grown(start, put, "wherry_content_received_bytes server"), is(BYTES));
        assertThat(grown(start, put, "wherry_store_stored"), is(1L));
        assertThat(grown(start, put, "wherry_store_stored_bytes"), is(BYTES));
        // Two links, since the client's program dials by this node as well.
        assertThat(grown(start, put, "wherry_link_received_bytes tcpip"), is(greaterThanOrEqualTo(BYTES)));
        assertThat(grown(start, put, "wherry_link_sent_bytes tcpip"), is(greaterThanOrEqualTo(BYTES)));
        assertThat(grown(start, put, "wherry_link_sent_bytes tcpip"), is(lessThan(BYTES + PROTOCOL)));

        client.stock().annex("drop", "big.bin");
        client.stock().annex("get", "--from=peer", "big.bin");
        Map<String, Long> got = counted();
        assertThat(grown(put, got, "wherry_content_sent server"), is(1L));
        assertThat(grown(put, got, "wherry_content_sent_bytes server"), is(BYTES));
        assertThat(grown(put, got, "wherry_content_received server"), is(0L));
        assertThat(grown(put, got, "wherry_link_opened tcpip"), is(greaterThan(1L)));

        client.stock().annex("drop", "--force", "--from=peer", "big.bin");
        assertThat(grown(got, counted(), "wherry_store_removed"), is(1L));
        assertThat(client.content(key).isPresent(), is(true));
        assertThat(wherry("status").out(), containsString("contents: sent "));
    }

    @Test
    public void anOpenLinkTellsWhatHasMovedOverIt() {
        ThrowawayRepository served = NODE.repository();
        String address = NODE.serve(served);
        try (Conversation peer = Conversation.open(NODE.surroundings(), served.folder(), address)) {
            assertThat(peer.ask("CHECKPRESENT SHA256E-s1--none"), is("FAILURE"));
            JsonObject link = wherry("links", "--json")
                    .out()
                    .lines()
                    .map(line -> JsonParser.parseString(line).getAsJsonObject())
                    .filter(line -> line.get("direction").getAsString().equals("accepted"))
                    .findFirst()
                    .orElseThrow();
            assertThat(link.get("received").getAsLong(), is(greaterThan(100L)));
            assertThat(link.get("sent").getAsLong(), is(greaterThan(40L)));
            assertThat(link.get("sent-per-second").getAsLong(), is(0L));
            assertThat(link.get("network").getAsString(), is("tcpip"));
        }
    }
}
