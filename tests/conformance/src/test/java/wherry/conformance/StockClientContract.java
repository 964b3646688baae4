package wherry.conformance;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import wherry.kit.programs.Outcome;
import wherry.kit.programs.StockAnnex;
import wherry.kit.programs.Surroundings;
import wherry.kit.programs.ThrowawayRepository;

/** What the real git-annex can do with a repository that Wherry serves; the same on every network. */
public abstract class StockClientContract {
    private static final int BYTES = 300_000;
    private static final String FILE = "file one.bin";

    private final Serving serving;
    private ThrowawayRepository served;
    private ThrowawayRepository client;
    private String key;

    StockClientContract(Serving serving) {
        this.serving = serving;
    }

    @Before
    public void serveOneFile() {
        served = serving.repository();
        key = served.add(FILE, BYTES, 1);
        client = serving.clientOf(served, serving.serve(served));
    }

    // The location logs of this repository know nothing of what went to the client, hence only what is here.
    @After
    public void servedRepositoryIsSound() {
        Outcome fsck = served.stock().annex("fsck", "--all", "--in=here", "--quiet");
        assertThat(fsck.err(), equalTo(""));
    }

    private void assertSameContent(String file) throws IOException {
        assertThat(Files.mismatch(served.folder().resolve(file), client.folder().resolve(file)), is(-1L));
    }

    private void assertServed(String which, boolean present) {
        assertThat("content of " + which, served.content(which).isPresent(), is(present));
        assertThat("record of " + which, served.recordsPresence(which, served.uuid()), is(present));
    }

    @Test
    public void linkingAsksForUuidAndKeepsTheToken() {
        assertThat(client.stock().git("config", "remote.peer.annex-uuid").out().strip(), equalTo(served.uuid()));
    }

    @Test
    public void getBringsTheBytes() throws IOException {
        client.stock().annex("get", FILE);

        assertSameContent(FILE);
        assertThat(client.recordsPresence(key, client.uuid()), is(true));
    }

    @Test
    public void getGoesOnWhereAnEarlierOneStopped() throws IOException {
        byte[] all = Files.readAllBytes(served.folder().resolve(FILE));
        Path partial = client.folder().resolve(".git/annex/tmp").resolve(key);
        Files.createDirectories(partial.getParent());
        Files.write(partial, Arrays.copyOf(all, BYTES / 3));

        client.stock().annex("get", FILE);

        assertSameContent(FILE);
    }

    @Test
    public void emptyAndOddlyNamedFilesTravelBothWays() throws IOException {
        String empty = client.add("empty", 0, 2);
        String odd = client.add("50% of ä ü\t.b in", 10, 3);

        client.stock().annex("copy", "--to=peer", ".");
        assertServed(empty, true);
        assertServed(odd, true);

        client.stock().annex("drop", "--force", "empty", "50% of ä ü\t.b in");
        client.stock().annex("get", ".");
        assertThat(client.content(empty).isPresent(), is(true));
        assertThat(Files.size(client.content(odd).orElseThrow()), is(10L));
    }

    @Test
    public void copyToBringsTheBytesAndIsRecordedThere() throws IOException {
        String sent = client.add("sent.bin", BYTES, 4);

        client.stock().annex("copy", "--to=peer", "sent.bin");

        assertServed(sent, true);
        assertThat(
                Files.mismatch(
                        served.content(sent).orElseThrow(), client.content(sent).orElseThrow()),
                is(-1L));
    }

    @Test
    public void whatCameIsWhereStockGitAnnexLooksForIt() {
        String sent = client.add("sent.bin", BYTES, 7);
        client.stock().annex("copy", "--to=peer", "sent.bin");

        served.stock().git("pull", "--quiet", client.folder().toString(), "main");

        assertThat(served.stock().annex("find", "--in=here", "sent.bin").out(), equalTo("sent.bin\n"));
        assertThat(served.stock().annex("whereis", "sent.bin").out(), containsString(served.uuid()));
        served.stock().annex("fsck", "sent.bin");
        assertThat(served.content(sent).isPresent(), is(true));
        assertThat(Files.isReadable(served.folder().resolve("sent.bin")), is(true));
    }

    @Test
    public void moveToAndMoveFromLeaveOneCopy() {
        String sent = client.add("sent.bin", BYTES, 5);

        client.stock().annex("move", "--to=peer", "sent.bin");
        assertServed(sent, true);
        assertThat(client.content(sent).isPresent(), is(false));

        client.stock().annex("move", "--from=peer", "sent.bin");
        assertServed(sent, false);
        assertThat(client.content(sent).isPresent(), is(true));
    }

    @Test
    public void dropFromRemovesThereWhatIsHere() {
        client.stock().annex("get", FILE);

        client.stock().annex("drop", "--from=peer", FILE);

        assertServed(key, false);
    }

    @Test
    public void dropFromKeepsTheLastCopy() {
        client.stock().tryAnnex("drop", "--from=peer", FILE).exited(1);

        assertServed(key, true);
    }

    @Test
    public void dropHereCountsTheCopyThere() {
        client.stock().annex("get", FILE);

        client.stock().annex("drop", FILE);

        assertThat(client.content(key).isPresent(), is(false));
        assertServed(key, true);
    }

    @Test
    public void fsckFromReadsTheContentThere() {
        client.stock().annex("fsck", "--from=peer", FILE);
        client.stock().annex("fsck", "--fast", "--from=peer", FILE);
    }

    @Test
    public void checkpresentkeyTellsPresentFromAbsent() {
        client.stock().annex("checkpresentkey", key, "peer");
        client.stock()
                .tryAnnex("checkpresentkey", "SHA256E-s1--" + "0".repeat(64), "peer")
                .exited(1);
    }

    @Test
    public void syncWithContentMakesBothComplete() {
        String sent = client.add("sent.bin", BYTES, 6);

        serving.annexWithGit(client.stock(), "sync", "--content", "peer");

        assertServed(sent, true);
        assertThat(client.content(key).isPresent(), is(true));
        served.stock().annex("merge");
        assertThat(served.stock().git("log", "-1", "--format=%s", "main").out(), equalTo("add sent.bin\n"));
        assertThat(served.recordsPresence(key, client.uuid()), is(true));
    }

    @Test
    public void manyFilesTravelAtOnce() {
        for (int i = 0; i < 12; i++) {
            client.add("many" + i, 1000 + i, 100 + i);
        }

        client.stock().annex("move", "-J4", "--to=peer", ".");
        client.stock().annex("get", "-J4", ".");

        assertThat(client.stock().annex("find", "--not", "--in=here").out(), equalTo(""));
    }

    @Test
    public void gitClonesFetchesListsAndPushes() {
        String address = serving.address(served);
        int colon = address.lastIndexOf(':');
        Path cloned = client.folder().resolveSibling(client.folder().getFileName() + "-cloned");
        StockAnnex clone = ThrowawayRepository.at(
                        client.stock().surroundings().with("GIT_ANNEX_P2P_AUTHTOKEN", address.substring(colon + 1)),
                        cloned)
                .stock();

        serving.git(clone, "clone", "--quiet", address.substring(0, colon), ".");
        served.stock().git("commit", "--quiet", "--allow-empty", "--message=theirs");
        serving.git(clone, "fetch", "--quiet", "origin");
        clone.git("commit", "--quiet", "--allow-empty", "--message=ours");
        serving.git(clone, "push", "--quiet", "origin", "HEAD:refs/heads/from-client");

        assertThat(clone.git("log", "-1", "--format=%s", "origin/main").out(), equalTo("theirs\n"));
        assertThat(served.stock().git("log", "-1", "--format=%s", "from-client").out(), equalTo("ours\n"));
        assertThat(serving.git(clone, "ls-remote", "origin").out(), containsString("refs/heads/from-client"));
    }

    @Test
    public void aTokenThatWasNeverGivenIsRefused() {
        StockAnnex stranger = client.stock().in(client.stock().surroundings().with("GIT_ANNEX_P2P_AUTHTOKEN", "beef"));

        assertThat(
                stranger.tryGit(Surroundings.LIMIT, "ls-remote", "peer")
                        .exited(128)
                        .err(),
                containsString("authentication failed"));
        assertThat(
                stranger.tryAnnex("checkpresentkey", key, "peer").exited(100).err(),
                containsString("Unable to authenticate with peer"));
    }
}
