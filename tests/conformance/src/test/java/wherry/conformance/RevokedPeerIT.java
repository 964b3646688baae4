package wherry.conformance;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.RuleChain;
import wherry.kit.programs.Outcome;
import wherry.kit.programs.Patience;
import wherry.kit.programs.Running;
import wherry.kit.programs.ThrowawayRepository;

/** Revoking a peer in the midst of a transfer of the real git-annex. */
public class RevokedPeerIT {
    private static final ServingNode NODE = new ServingNode("tcpip");

    @ClassRule
    public static final RuleChain RULES = RuleChain.outerRule(new NeedsPrograms())
            .around(new NeedsDistribution())
            .around(NODE);

    private static final int BYTES = 100_000_000;
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Duration AT_ONCE = Duration.ofSeconds(1);
    private static final Duration FOUND_OUT = Duration.ofSeconds(3);
    private static final Pattern PROGRESS = Pattern.compile("\"byte-progress\":(\\d+)");
    private static final String BIG = "big.bin";

    private ThrowawayRepository served;
    private ThrowawayRepository client;

    @Before
    public void serve() {
        served = NODE.repository();
        served.add("small.bin", 1000, 1);
        NODE.serve(served);
    }

    private Outcome peers(String... arguments) {
        return NODE.command(served, "peers", arguments);
    }

    private String invite() {
        return peers("invite", "laptop").ok().out().strip();
    }

    private String links() {
        return NODE.command(served, "links").ok().out();
    }

    private static long size(Path file) {
        try {
            return Files.exists(file) ? Files.size(file) : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Halts the program once a part of the file has come. */
    private void haltWithin(Running transfer, Path partial) {
        Patience.until("a part has come", LIMIT, () -> size(partial) > 0, transfer::toString);
        NODE.signal("STOP", transfer);
        assertThat("bytes that came", size(partial), is(lessThan((long) BYTES)));
        assertThat(links(), containsString("  laptop  "));
    }

    private void revokeAtOnce() {
        long start = System.nanoTime();
        assertThat(peers("revoke", "laptop").ok().out(), equalTo("laptop revoked: 1 token removed, 1 link cut\n"));
        boolean gone = Patience.holdsWithin(AT_ONCE, () -> !links().contains("laptop"));
        assertThat("the link is gone", gone, is(true));
        assertThat(Duration.ofNanos(System.nanoTime() - start), is(lessThan(AT_ONCE)));
    }

    private void endRefused(Running transfer) {
        NODE.signal("CONT", transfer);
        Outcome outcome = transfer.await(LIMIT).exited(1);
        assertThat(outcome.toString(), containsString("failed"));
    }

    /** Where git-annex says that it begins. */
    private static long leastProgress(Outcome transfer) {
        return PROGRESS.matcher(transfer.out())
                .results()
                .mapToLong(match -> Long.parseLong(match.group(1)))
                .min()
                .orElseThrow();
    }

    private void assertSound(ThrowawayRepository repository) {
        assertThat(
                repository
                        .stock()
                        .annex("fsck", "--all", "--in=here", "--quiet")
                        .err(),
                equalTo(""));
    }

    @Test
    public void whatWasBeingFetchedIsCutAndGoesOnWithANewInvitation() {
        String key = served.add(BIG, BYTES, 3);
        client = NODE.clientOf(served, invite());
        Path partial = client.folder().resolve(".git/annex/tmp").resolve(key);
        try (Running fetching = client.stock().startAnnex("get", BIG)) {
            haltWithin(fetching, partial);
            revokeAtOnce();
            endRefused(fetching);
        }
        assertThat(client.content(key).isPresent(), is(false));
        long kept = size(partial);
        assertThat(kept, allOf(greaterThan(0L), lessThan((long) BYTES)));
        assertThat(served.content(key).isPresent(), is(true));
        assertSound(served);

        client.link("again", invite());
        Outcome get = client.stock().annex("get", "--from=again", "--json", "--json-progress", BIG);

        assertThat(leastProgress(get), is(greaterThanOrEqualTo(kept)));
        assertThat(client.content(key).isPresent(), is(true));
        assertSound(client);
    }

    @Test
    public void whatWasBeingSentIsCutAndGoesOnWithANewInvitation() {
        client = NODE.clientOf(served, invite());
        String key = client.add(BIG, BYTES, 4);
        Path partial = served.folder().resolve(".git/annex/tmp").resolve(key);
        try (Running sending = client.stock().startAnnex("copy", "--to=peer", BIG)) {
            haltWithin(sending, partial);
            revokeAtOnce();
            endRefused(sending);
        }
        assertThat(served.content(key).isPresent(), is(false));
        long kept = size(partial);
        assertThat(kept, allOf(greaterThan(0L), lessThan((long) BYTES)));
        assertSound(served);

        client.link("again", invite());
        Outcome copy = client.stock().annex("copy", "--to=again", "--json", "--json-progress", BIG);

        assertThat(leastProgress(copy), is(greaterThanOrEqualTo(kept)));
        assertThat(served.content(key).isPresent(), is(true));
        assertSound(served);
        assertThat(client.content(key).isPresent(), is(true));
    }

    @Test
    public void aTokenThatIsRemovedByHandIsFoundOut() throws IOException {
        String address = invite();
        try (Conversation peer = Conversation.open(NODE.surroundings(), served.folder(), address)) {
            assertThat(peer.ask("GETTIMESTAMP"), containsString("TIMESTAMP"));
            assertThat(links(), containsString("  laptop  "));
            Path tokens = served.folder().resolve(".git/annex/creds/p2pauth");
            Files.write(
                    tokens,
                    Files.readAllLines(tokens).stream()
                            .filter(line -> !line.startsWith(address.substring(address.lastIndexOf(':') + 1)))
                            .toList());
            Patience.until("the link is cut", FOUND_OUT, () -> !links().contains("laptop"), NODE::log);
            assertThat(links(), not(containsString("laptop")));
        }
    }

    @Test
    public void nothingIsChangedByADryRun() {
        try (Conversation peer = Conversation.open(NODE.surroundings(), served.folder(), invite())) {
            assertThat(
                    peers("revoke", "--dry-run", "laptop").ok().out(),
                    equalTo("laptop would be revoked: 1 token removed, 1 link cut\n"));
            assertThat(peer.ask("GETTIMESTAMP"), containsString("TIMESTAMP"));
        }
    }
}
