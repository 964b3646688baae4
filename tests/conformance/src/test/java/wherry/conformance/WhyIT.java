package wherry.conformance;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.RuleChain;
import wherry.kit.Shows;
import wherry.kit.programs.Outcome;
import wherry.kit.programs.Running;
import wherry.kit.programs.ThrowawayRepository;

/** {@code wherry why}: each way in which a remote is not reached has a sentence, and what to do next. */
public class WhyIT {
    private static final ServingNode NODE = new ServingNode("tcpip");

    @ClassRule
    public static final RuleChain RULES = RuleChain.outerRule(new NeedsPrograms())
            .around(new NeedsDistribution())
            .around(NODE);

    private ThrowawayRepository served;
    private ThrowawayRepository client;
    private TcpipEndpoint endpoint;

    @Before
    public void link() {
        served = NODE.repository();
        served.add("file.bin", 1000, 1);
        endpoint = TcpipEndpoint.enable(served);
        try (Running daemon = endpoint.startDaemon(served)) {
            client = NODE.clientOf(served, endpoint.address());
            assertThat(daemon.isAlive(), is(true));
        }
    }

    private Outcome why(String... arguments) {
        return NODE.command(client, "why", arguments);
    }

    private void url(String url) {
        client.stock().git("config", "remote.peer.url", url);
    }

    @Test
    @Shows("why --json")
    public void aStockRemotedaemonThatIsStoppedAndStartedIsToldApart() {
        Outcome absent = why("peer").exited(1);
        assertThat(
                absent.out(),
                allOf(
                        containsString("Remote peer is at p2p-annex::tcpip:" + endpoint.peer() + ".\n"),
                        containsString("The transport of the network tcpip is here.\n"),
                        containsString("The repository keeps a token for this address.\n"),
                        containsString("It was tried now, for "),
                        containsString("See whether it is served")));
        String token = endpoint.address().substring(endpoint.address().lastIndexOf(':') + 1);
        assertThat(absent.out() + absent.err(), not(containsString(token)));
        try (Running daemon = endpoint.startDaemon(served)) {
            JsonObject told =
                    JsonParser.parseString(why("peer", "--json").ok().out()).getAsJsonObject();
            assertThat(told.get("success").getAsBoolean(), is(true));
            assertThat(told.has("next"), is(false));
            assertThat(told.get("found").toString(), containsString("and is " + served.uuid()));
            assertThat(daemon.isAlive(), is(true));
        }
    }

    @Test
    public void aMissingTokenIsSaidAndHowToGetOne() {
        url("p2p-annex::tcpip:localhost:"
                + endpoint.peer().substring(endpoint.peer().lastIndexOf(':') + 1));
        try (Running daemon = endpoint.startDaemon(served)) {
            assertThat(
                    why("peer").exited(1).out(),
                    allOf(
                            containsString("The repository keeps no token for this address.\n"),
                            containsString("does not accept the token"),
                            containsString("wherry p2p --link --name peer")));
            assertThat(daemon.isAlive(), is(true));
        }
    }

    @Test
    public void whatTheConfigurationLacksIsSaid() {
        url("p2p-annex::pigeon:coop");
        assertThat(
                why("peer").exited(1).out(),
                allOf(
                        containsString("No transport of the network pigeon is here"),
                        containsString("Install the transport of its network")));
        client.stock().git("config", "remote.peer.annex-ignore", "true");
        assertThat(why("peer").exited(1).out(), containsString("annex-ignore is set"));
        url("https://user:secret@example.org/");
        assertThat(why("peer").exited(1).out(), not(containsString("secret")));
        assertThat(why("nobody").exited(1).out(), containsString("no remote nobody"));
        assertThat(why().exited(2).out(), equalTo(""));
    }
}
