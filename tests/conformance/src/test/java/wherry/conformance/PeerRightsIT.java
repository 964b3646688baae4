package wherry.conformance;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.time.Duration;
import java.util.Optional;
import org.junit.After;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.RuleChain;
import wherry.kit.programs.Outcome;
import wherry.kit.programs.Patience;
import wherry.kit.programs.Surroundings;
import wherry.kit.programs.ThrowawayRepository;

/** What the real git-annex and git make of it when a peer may not do everything: a clear failure, and nothing is lost. */
public class PeerRightsIT {
    private static final ServingNode NODE = new ServingNode("tcpip");

    @ClassRule
    public static final RuleChain RULES = RuleChain.outerRule(new NeedsPrograms())
            .around(new NeedsDistribution())
            .around(NODE);

    private static final String READ_ONLY = "this repository is read-only; write access denied";
    private static final String FILE = "here.bin";
    private static final String OWN = "own.bin";
    private static final int BYTES = 50_000;
    private static final Duration SEEN = Duration.ofSeconds(10);

    private ThrowawayRepository served;
    private ThrowawayRepository client;
    private String key;
    private String own;

    @Before
    public void serveOneFile() {
        served = NODE.repository();
        key = served.add(FILE, BYTES, 1);
        NODE.serve(served);
    }

    @After
    public void bothAreSound() {
        for (ThrowawayRepository repository : new ThrowawayRepository[] {served, client}) {
            assertThat(
                    repository
                            .stock()
                            .annex("fsck", "--all", "--in=here", "--quiet")
                            .err(),
                    equalTo(""));
            repository.stock().git("fsck", "--no-dangling");
        }
    }

    private Outcome peers(String... arguments) {
        return NODE.command(served, "peers", arguments);
    }

    private void invite(String rights) {
        String address =
                peers("invite", "laptop", "--rights", rights).ok().out().strip();
        client = NODE.clientOf(served, address);
        own = client.add(OWN, BYTES, 2);
    }

    private Outcome annex(String... arguments) {
        return client.stock().tryAnnex(arguments);
    }

    private void assertHas(ThrowawayRepository repository, String which, boolean present) {
        assertThat("content of " + which, repository.content(which).isPresent(), is(present));
    }

    private void assertPushRefused(String why) {
        Outcome push = client.stock().tryGit(Surroundings.LIMIT, "push", "peer", "HEAD:refs/heads/pushed");
        assertThat(push.exited(128).err(), containsString("fatal: remote error: " + why));
        assertThat(served.stock().git("for-each-ref", "refs/heads/pushed").out(), equalTo(""));
    }

    private void assertReads() {
        annex("get", FILE).ok();
        assertHas(client, key, true);
        client.stock().git("fetch", "--quiet", "peer");
        annex("drop", FILE).ok();
        assertHas(client, key, false);
        annex("get", FILE).ok();
    }

    /** SOURCE: git-annex hears why, and says only this. */
    private void assertNothingIsAdded() {
        for (String command : new String[] {"copy", "move"}) {
            assertThat(annex(command, "--to=peer", OWN).exited(1).err(), containsString("Transfer failed"));
        }
        assertHas(client, own, true);
        assertHas(served, own, false);
        assertThat("record of " + own, client.recordsPresence(own, served.uuid()), is(false));
    }

    private void assertNothingIsRemoved(String why) {
        Outcome drop = annex("drop", "--from=peer", FILE).exited(1);
        assertThat(drop.toString(), containsString(why));
        annex("drop", "--force", "--from=peer", FILE).exited(1);
        annex("move", "--from=peer", FILE).exited(1);
        assertHas(served, key, true);
        assertThat(served.recordsPresence(key, served.uuid()), is(true));
        assertHas(client, key, true);
        assertThat("record of " + key, client.recordsPresence(key, served.uuid()), is(true));
    }

    private void assertAddsAndRemoves() {
        annex("copy", "--to=peer", OWN).ok();
        assertHas(served, own, true);
        annex("drop", "--from=peer", OWN).ok();
        assertHas(served, own, false);
        annex("move", "--to=peer", OWN).ok();
        annex("move", "--from=peer", OWN).ok();
        assertHas(client, own, true);
    }

    @Test
    public void aReadOnlyPeerReadsAndThatIsAll() {
        invite("read-only");
        assertReads();
        assertNothingIsAdded();
        assertNothingIsRemoved(READ_ONLY);
        assertPushRefused(READ_ONLY);
    }

    @Test
    public void anAppendOnlyPeerAddsButNeitherRemovesNorPushes() {
        invite("append-only");
        assertReads();
        annex("copy", "--to=peer", OWN).ok();
        assertHas(served, own, true);
        assertNothingIsRemoved("this repository is append-only; removal denied");
        annex("move", "--to=peer", OWN).ok();
        assertHas(served, own, true);
        assertPushRefused(READ_ONLY);
    }

    @Test
    public void aPeerThatMayNotPushAddsAndRemoves() {
        invite("no-push");
        assertReads();
        assertAddsAndRemoves();
        assertPushRefused("this repository takes no pushes; push access denied");
    }

    @Test
    public void syncWithAReadOnlyPeerBringsWhatItHas() {
        invite("read-only");
        Outcome sync = annex("sync", "--content", "peer").exited(1);
        assertThat(sync.toString(), containsString(READ_ONLY));
        assertHas(client, key, true);
        assertHas(served, own, false);
    }

    @Test
    public void rightsMayBeGivenLaterAndTakenAgain() {
        invite("read-only");
        assertNothingIsAdded();
        peers("allow", "laptop", "read-write").ok();
        assertAddsAndRemoves();
        client.stock().git("push", "--quiet", "peer", "HEAD:refs/heads/pushed-once");
        peers("allow", "laptop", "no-push").ok();
        assertPushRefused("this repository takes no pushes");
    }

    @Test
    public void aRepositoryThatIsServedReadOnlyIsSoForEverybody() {
        invite("read-write");
        NODE.command(served, "serve", "--read-only").ok();
        assertThat(NODE.command(served, "repos").ok().out(), containsString(served.uuid() + "  read-only  "));
        assertReads();
        assertNothingIsAdded();
        assertPushRefused(READ_ONLY);
        NODE.command(served, "serve", "--read-write").ok();
        assertAddsAndRemoves();
    }

    private Optional<String> line(String uuid) {
        return peers("list").ok().lines().stream()
                .filter(line -> line.contains(uuid))
                .findFirst();
    }

    @Test
    public void aTokenThatGitAnnexMadeIsListedLimitedAndRevoked() {
        String address = served.stock().annex("p2p", "--gen-addresses").out().strip();
        client = NODE.clientOf(served, address);
        own = client.add(OWN, BYTES, 2);
        Patience.until(
                "it is seen",
                SEEN,
                () -> line(client.uuid()).isPresent(),
                () -> peers("list").out());
        String handle = line(client.uuid()).orElseThrow().split(" ", 2)[0];
        assertThat(handle.substring(0, 1), equalTo("#"));
        peers("allow", handle, "read-only").ok();
        assertNothingIsAdded();
        peers("rename", handle, "phone").ok();
        assertNothingIsAdded();
        assertThat(peers("revoke", "phone").ok().out(), containsString("phone revoked: 1 token removed"));
        assertThat(annex("get", FILE).exited(1).toString(), containsString("Unable to authenticate with peer"));
        assertThat(peers("list").ok().out(), not(containsString(client.uuid())));
        // What git-annex itself goes by.
        assertThat(
                NODE.read(served, ".git/annex/creds/p2pauth"),
                not(containsString(address.substring(address.lastIndexOf(':') + 1))));
    }
}
