package wherry.conformance;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.time.Duration;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.RuleChain;
import wherry.kit.programs.Outcome;
import wherry.kit.programs.Patience;
import wherry.kit.programs.ThrowawayRepository;

/** Content that one peer is sending, and that the real git-annex wants to send, too. */
public class SecondSenderIT {
    private static final ServingNode NODE = new ServingNode("tcpip");

    @ClassRule
    public static final RuleChain RULES = RuleChain.outerRule(new NeedsPrograms())
            .around(new NeedsDistribution())
            .around(NODE);

    private static final Duration NOTICED = Duration.ofSeconds(10);

    private ThrowawayRepository served;
    private ThrowawayRepository client;
    private String address;

    @Before
    public void serve() {
        served = NODE.repository();
        address = NODE.serve(served);
        client = NODE.clientOf(served, address);
    }

    private void assertRefusedUntilTheFirstHasGone(String key, String file) {
        String other = client.add("other.bin", 20_000, 9);
        try (Conversation first = Conversation.open(NODE.surroundings(), served.folder(), address)) {
            assertThat(first.ask("PUT  " + key), equalTo("PUT-FROM 0"));

            Outcome copy = client.stock().tryAnnex("copy", "--to=peer", file, "other.bin");

            copy.exited(1);
            assertThat(copy.err(), containsString("copy: 1 failed"));
            assertThat(copy.toString(), not(containsString("Lost connection")));
            // The connection lived on for the next file.
            assertThat(served.content(other).isPresent(), is(true));
            assertThat(served.content(key).isPresent(), is(false));
            assertThat(client.content(key).isPresent(), is(true));
            assertThat("recorded", client.recordsPresence(key, served.uuid()), is(false));
            first.cut();
        }
        Patience.until(
                "the second may send",
                NOTICED,
                () -> client.stock().tryAnnex("copy", "--to=peer", file).exitCode() == 0,
                NODE::log);
        assertThat(served.content(key).isPresent(), is(true));
        assertThat(served.stock().annex("fsck", "--all", "--in=here", "--quiet").err(), equalTo(""));
    }

    @Test
    public void itIsToldThatNothingWasStoredAndMayTryAgain() {
        assertRefusedUntilTheFirstHasGone(client.add("wanted.bin", 300_000, 8), "wanted.bin");
    }

    @Test
    public void soItIsWithAKeyThatTellsNoSize() {
        String key = "WORM--unsized.bin";
        NODE.write(client, "unsized.src", "what it holds, whatever that is");
        client.stock().annex("setkey", "--", key, "unsized.src");
        client.stock().annex("fromkey", "--force", key, "unsized.bin");
        client.stock().git("commit", "--quiet", "--message=unsized");
        assertRefusedUntilTheFirstHasGone(key, "unsized.bin");
    }
}
