package wherry.conformance;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import org.junit.After;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Test;
import wherry.kit.programs.Outcome;
import wherry.kit.programs.Patience;
import wherry.kit.programs.StockAnnex;
import wherry.kit.programs.StockServer;
import wherry.kit.programs.ThrowawayRepository;
import wherry.kit.programs.Workplace;

/** git-annex against itself: what Wherry is compared with, and the proof that the tests' own tools work. */
public class StockWithStockIT {
    @ClassRule
    public static final NeedsPrograms PROGRAMS = new NeedsPrograms("socat");

    private static final int BYTES = 100_000;

    private Workplace workplace;
    private ThrowawayRepository served;
    private ThrowawayRepository client;
    private StockServer server;
    private String key;

    @Before
    public void serveOneFile() {
        workplace = Workplace.open();
        served = ThrowawayRepository.create(workplace.surroundings(), workplace.path("served"));
        key = served.add("file one.bin", BYTES, 1);
        server = StockServer.start(workplace, served);
        client = served.cloneTo(workplace.path("client"));
        client.stock().git("remote", "remove", "origin");
        client.link("peer", server.address());
    }

    @After
    public void close() {
        workplace.close();
    }

    @Test
    public void linkingStoresAddressUuidAndToken() {
        assertThat(
                client.stock().git("config", "remote.peer.url").out().strip(),
                equalTo("p2p-annex::" + StockServer.NETNAME + ":served"));
        assertThat(client.stock().git("config", "remote.peer.annex-uuid").out().strip(), equalTo(served.uuid()));
        assertThat(Files.exists(client.folder().resolve(".git/annex/creds/sock%3Aserved")), is(true));
    }

    @Test
    public void contentIsFetchedWithItsBytes() throws IOException {
        client.stock().annex("get", "file one.bin");

        assertThat(
                Files.mismatch(
                        served.folder().resolve("file one.bin"), client.folder().resolve("file one.bin")),
                is(-1L));
    }

    @Test
    public void contentIsCopiedMovedAndDropped() {
        client.stock().annex("get", "file one.bin");
        String sent = client.add("sent.bin", BYTES, 2);

        client.stock().annex("copy", "--to=peer", "sent.bin");
        assertThat(served.content(sent).isPresent(), is(true));

        client.stock().annex("drop", "--from=peer", "sent.bin");
        assertThat(served.content(sent).isPresent(), is(false));

        client.stock().annex("move", "--to=peer", "sent.bin");
        assertThat(served.content(sent).isPresent(), is(true));
        assertThat(client.content(sent).isPresent(), is(false));

        client.stock().annex("move", "--from=peer", "sent.bin");
        assertThat(served.content(sent).isPresent(), is(false));
        assertThat(client.content(sent).isPresent(), is(true));
    }

    @Test
    public void presenceIsAskedAndVerified() {
        client.stock().annex("checkpresentkey", key, "peer");
        client.stock().annex("fsck", "--from=peer", "file one.bin");

        client.stock()
                .tryAnnex("checkpresentkey", "SHA256E-s1--" + "0".repeat(64), "peer")
                .exited(1);
    }

    @Test
    public void gitTransfersCommitsBothWays() {
        served.stock().git("commit", "--quiet", "--allow-empty", "--message=theirs");
        PatientGit.until(client.stock(), "fetch", "peer");
        assertThat(client.stock().git("log", "-1", "--format=%s", "peer/main").out(), equalTo("theirs\n"));

        client.stock().git("commit", "--quiet", "--allow-empty", "--message=ours");
        PatientGit.until(client.stock(), "push", "peer", "main:refs/heads/from-client");
        assertThat(served.stock().git("log", "-1", "--format=%s", "from-client").out(), equalTo("ours\n"));
    }

    @Test
    public void aWrongTokenIsRefusedByName() {
        StockAnnex stranger = client.stock().in(client.stock().surroundings().with("GIT_ANNEX_P2P_AUTHTOKEN", "beef"));

        Outcome outcome =
                stranger.tryGit(Duration.ofSeconds(20), "ls-remote", "peer").exited(128);

        assertThat(
                outcome.err(),
                containsString("authentication failed, perhaps you need to set GIT_ANNEX_P2P_AUTHTOKEN"));
        assertThat(
                stranger.tryAnnex("checkpresentkey", key, "peer").exited(100).err(),
                containsString("Unable to authenticate"));
    }

    @Test
    public void stoppedServersLeaveNothingBehind() {
        server.stop().ok();

        assertThat(
                Patience.holdsWithin(
                        Duration.ofSeconds(5), () -> workplace.survivors().now().isEmpty()),
                is(true));
        assertThat(server.daemon().err(), not(containsString("error")));
        assertThat(server.daemon().out(), not(startsWith("DISCONNECTED")));
        assertThat(
                client.stock()
                        .tryAnnex("checkpresentkey", key, "peer")
                        .exited(100)
                        .err(),
                containsString("Problem communicating with peer"));
    }
}
