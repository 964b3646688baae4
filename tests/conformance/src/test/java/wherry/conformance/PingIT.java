package wherry.conformance;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Files;
import java.time.Duration;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.RuleChain;
import wherry.kit.Shows;
import wherry.kit.programs.Outcome;
import wherry.kit.programs.Running;
import wherry.kit.programs.ThrowawayRepository;

/** {@code wherry ping}: the stock git-annex at the other end, and a node. */
public class PingIT {
    private static final ServingNode NODE = new ServingNode("tcpip");

    @ClassRule
    public static final RuleChain RULES = RuleChain.outerRule(new NeedsPrograms())
            .around(new NeedsDistribution())
            .around(NODE);

    private static final int BYTES = 3_000_000;

    private static ThrowawayRepository served;
    private static ThrowawayRepository client;
    private static String key;
    private static String url;

    @BeforeClass
    public static void serve() {
        served = NODE.repository();
        key = served.add("file.bin", BYTES, 1);
        client = NODE.clientOf(served, NODE.serve(served));
        url = client.stock().git("config", "remote.peer.url").out().strip();
    }

    private static Outcome ping(String... arguments) {
        return NODE.command(client, "ping", arguments);
    }

    @Test
    @Shows("ping --count")
    public void aNodeAnswers() {
        Outcome answered = ping("peer", "--count", "9", "--rate", key).ok();
        String path = url.substring(url.indexOf("tcpip:") + "tcpip:".length());
        assertThat(
                answered.out(),
                allOf(
                        containsString("remote: peer  " + served.uuid() + "\n"),
                        containsString("network: tcpip  " + url + "\n"),
                        containsString("path: link to "),
                        containsString(path),
                        containsString("round trips: 9, least "),
                        containsString("rate: "),
                        containsString("(3.0 MB in ")));
        assertThat(answered.err(), is(""));
    }

    @Test
    @Shows("ping --json --rate")
    public void aStockRemotedaemonAnswersAndIsReadFrom() {
        ThrowawayRepository stock = NODE.repository();
        String there = stock.add("file.bin", BYTES, 2);
        TcpipEndpoint endpoint = TcpipEndpoint.enable(stock);
        try (Running daemon = endpoint.startDaemon(stock)) {
            ThrowawayRepository other = NODE.clientOf(stock, endpoint.address());
            Outcome answered = NODE.command(other, "ping", "peer", "--json", "--rate", there)
                    .ok();
            JsonObject told = JsonParser.parseString(answered.out()).getAsJsonObject();
            assertThat(told.get("uuid").getAsString(), equalTo(stock.uuid()));
            assertThat(told.get("network").getAsString(), equalTo("tcpip"));
            assertThat(told.get("path").getAsString(), containsString(endpoint.peer()));
            assertThat(told.get("least-milliseconds").getAsDouble(), is(greaterThan(0.0)));
            assertThat(told.get("bytes").getAsLong(), is((long) BYTES));
            assertThat(told.get("bytes-per-second").getAsLong(), is(greaterThan(0L)));
            assertThat("nothing is kept", other.content(there).isPresent(), is(false));
            assertThat(
                    "no transfer failed there",
                    Files.exists(stock.folder().resolve(".git/annex/transfer/failed")),
                    is(false));
            assertThat(daemon.isAlive(), is(true));
        }
    }

    @Test
    public void anAddressIsEnoughWhereItsTokenIsKept() {
        assertThat(ping(url).ok().out(), containsString("network: tcpip  " + url + "\n"));
        Outcome absent = ping("peer", "--rate", "SHA256E-s5--" + "0".repeat(64)).exited(1);
        assertThat(absent.err(), containsString("no rate was measured"));
        assertThat(absent.out(), containsString("round trips: 4"));
    }

    @Test
    public void whatIsWrongIsOneLineAndAnExitCode() {
        long start = System.nanoTime();
        Outcome nobody = ping("p2p-annex::tcpip:127.0.0.1:1").exited(1);
        assertThat(nobody.err().lines().count(), is(1L));
        assertThat(nobody.err(), containsString("127.0.0.1:1"));
        ThrowawayRepository stranger = NODE.repository();
        Outcome refused = NODE.command(stranger, "ping", url).exited(1);
        assertThat(refused.err(), containsString("does not accept the token"));
        assertThat(
                ping("p2p-annex::pigeon:coop").exited(1).err(), containsString("no transport for the network pigeon"));
        assertThat(ping("origin").exited(1).err(), containsString("no available git remote"));
        assertThat(ping("--count=0", "peer").exited(2).out(), is(""));
        assertThat(nobody.out() + refused.out(), not(containsString("round trips")));
        assertThat(Duration.ofNanos(System.nanoTime() - start), is(lessThan(Duration.ofSeconds(60))));
    }
}
