package wherry.conformance;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;

import java.time.Duration;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.RuleChain;
import wherry.kit.programs.Outcome;
import wherry.kit.programs.Patience;
import wherry.kit.programs.ThrowawayRepository;

/** What a peer has locked stays, whoever asks: another peer or the real git-annex in the served repository. */
public class LockedContentIT {
    private static final ServingNode NODE = new ServingNode("tcpip");

    @ClassRule
    public static final RuleChain RULES = RuleChain.outerRule(new NeedsPrograms())
            .around(new NeedsDistribution())
            .around(NODE);

    // Longer than the node takes to notice that a link is cut.
    private static final Duration NOTICED = Duration.ofSeconds(3);

    private ThrowawayRepository served;
    private String key;
    private String address;

    @Before
    public void serveOneFile() {
        served = NODE.repository();
        key = served.add("locked.bin", 10_000, 1);
        address = NODE.serve(served);
    }

    private Conversation peer() {
        return Conversation.open(NODE.surroundings(), served.folder(), address);
    }

    private Outcome drop() {
        return served.stock().tryAnnex("drop", "--force", "locked.bin");
    }

    @Test
    public void stockDropIsRefusedUntilThePeerUnlocks() {
        try (Conversation peer = peer()) {
            assertThat(peer.ask("LOCKCONTENT " + key), equalTo("SUCCESS"));
            assertThat(drop().exited(1).err(), containsString("content is locked"));

            peer.say("UNLOCKCONTENT");
            assertThat(peer.ask("CHECKPRESENT " + key), equalTo("SUCCESS"));

            drop().ok();
            assertThat(peer.ask("CHECKPRESENT " + key), equalTo("FAILURE"));
        }
    }

    @Test
    public void stockDropIsRefusedAfterThePeerWasCutOff() {
        try (Conversation peer = peer()) {
            assertThat(peer.ask("LOCKCONTENT " + key), equalTo("SUCCESS"));
            peer.cut();
        }

        assertThat("dropped", Patience.holdsWithin(NOTICED, () -> drop().exitCode() == 0), is(false));
        assertThat(served.content(key).isPresent(), is(true));
    }

    @Test
    public void otherPeersCannotRemoveItAndMayGoOn() {
        try (Conversation holder = peer();
                Conversation other = peer()) {
            assertThat(holder.ask("LOCKCONTENT " + key), equalTo("SUCCESS"));

            assertThat(other.ask("REMOVE " + key), equalTo("FAILURE"));
            assertThat(other.ask("CHECKPRESENT " + key), equalTo("SUCCESS"));

            holder.say("UNLOCKCONTENT");
            assertThat(holder.ask("CHECKPRESENT " + key), equalTo("SUCCESS"));
            assertThat(other.ask("REMOVE " + key), equalTo("SUCCESS"));
        }
        assertThat(served.content(key).isPresent(), is(false));
        assertThat(served.recordsPresence(key, served.uuid()), is(false));
    }

    @Test
    public void otherPeersCannotRemoveItAfterThePeerWasCutOff() {
        try (Conversation holder = peer();
                Conversation other = peer()) {
            assertThat(holder.ask("LOCKCONTENT " + key), equalTo("SUCCESS"));
            holder.cut();

            boolean removed = Patience.holdsWithin(
                    NOTICED, () -> other.ask("REMOVE " + key).equals("SUCCESS"));

            assertThat("removed", removed, is(false));
        }
    }
}
