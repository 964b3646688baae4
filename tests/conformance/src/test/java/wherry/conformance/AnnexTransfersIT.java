package wherry.conformance;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.RuleChain;
import wherry.kit.Shows;
import wherry.kit.programs.Outcome;
import wherry.kit.programs.ThrowawayRepository;

/** {@code wherry annex get}, {@code copy}, {@code drop} and {@code fsck}: the real git-annex finds what they say they did. */
public class AnnexTransfersIT {
    private static final ServingNode NODE = new ServingNode("tcpip");

    @ClassRule
    public static final RuleChain RULES = RuleChain.outerRule(new NeedsPrograms())
            .around(new NeedsDistribution())
            .around(NODE);

    /** A served repository with files of ten kilobytes, and a client of it that only Wherry works in. */
    private ThrowawayRepository served(String... files) {
        ThrowawayRepository served = NODE.repository();
        long seed = 1;
        for (String file : files) {
            served.add(file, 10_000, seed++);
        }
        return served;
    }

    private Outcome annex(ThrowawayRepository repository, String... arguments) {
        String[] all = Stream.concat(Stream.of("annex"), Stream.of(arguments)).toArray(String[]::new);
        return NODE.wherryIn(repository.folder(), all);
    }

    @Test
    public void getsCopiesAndDropsOverALink() throws IOException {
        ThrowawayRepository served = served("one.bin", "two.bin");
        ThrowawayRepository client = NODE.clientOf(served, NODE.serve(served));

        assertThat(annex(client, "get", "one.bin").ok().out(), is("get one.bin (from peer...) ok\n"));
        assertThat(
                Files.mismatch(
                        served.folder().resolve("one.bin"), client.folder().resolve("one.bin")),
                is(-1L));
        assertThat(client.stock().annex("whereis", "one.bin").out(), containsString("(2 copies)"));
        client.stock().annex("fsck", "one.bin");
        assertThat(annex(client, "get", "one.bin").ok().out(), is(emptyString()));

        assertThat(annex(client, "drop", "one.bin").ok().out(), is("drop one.bin ok\n"));
        assertThat(client.content(client.key("one.bin")).isPresent(), is(false));
        assertThat(client.stock().annex("whereis", "one.bin").out(), containsString("(1 copy)"));
        assertThat(served.stock().tryAnnex("drop", "--force", "one.bin").exitCode(), is(0));
        assertThat(annex(client, "get", "one.bin").exited(1).err(), containsString("peer does not have the content"));

        String fresh = client.add("three.bin", 300_000, 7);
        assertThat(
                annex(client, "copy", "--to", "peer", "three.bin").ok().out(), is("copy three.bin (to peer...) ok\n"));
        assertThat(served.content(fresh).isPresent(), is(true));
        assertThat(annex(client, "copy", "--to", "peer", "three.bin").ok().out(), is("copy three.bin ok\n"));
        assertThat(served.recordsPresence(fresh, served.uuid()), is(true));
        assertThat(client.recordsPresence(fresh, served.uuid()), is(true));
        client.stock().annex("fsck", "--fast");
    }

    @Test
    public void theLastCopyStays() {
        ThrowawayRepository served = served("one.bin");
        ThrowawayRepository client = NODE.clientOf(served, NODE.serve(served));
        annex(client, "get").ok();
        served.stock().annex("drop", "--force", "one.bin");

        assertThat(
                annex(client, "drop", "one.bin").exited(1).err(),
                containsString("Could not verify the existence of the 1 necessary copy."));
        assertThat(client.content(client.key("one.bin")).isPresent(), is(true));
        assertThat(annex(client, "drop", "--force", "one.bin").ok().out(), is("drop one.bin ok\n"));
        assertThat(client.content(client.key("one.bin")).isPresent(), is(false));
    }

    @Test
    @Shows("annex drop --numcopies")
    public void numcopiesAndMincopiesAreObeyedWhoeverSetThem() throws IOException {
        ThrowawayRepository served = served("one.bin", "two.bin");
        ThrowawayRepository client = NODE.clientOf(served, NODE.serve(served));
        annex(client, "get").ok();

        client.stock().annex("numcopies", "2");
        assertThat(
                annex(client, "drop", "one.bin").exited(1).err(),
                containsString("Could only verify the existence of 1 out of 2 necessary copies."));
        client.stock().annex("numcopies", "1");
        client.stock().annex("mincopies", "2");
        annex(client, "drop", "one.bin").exited(1);
        client.stock().annex("mincopies", "1");
        Files.writeString(client.folder().resolve(".gitattributes"), "one.bin annex.numcopies=2\n");
        annex(client, "drop", "one.bin").exited(1);
        annex(client, "drop", "--numcopies", "2", "two.bin").exited(1);

        assertThat(annex(client, "drop", "two.bin").ok().out(), is("drop two.bin ok\n"));
    }

    @Test
    public void trustDecidesWhichCopiesCount() {
        ThrowawayRepository served = served("one.bin");
        ThrowawayRepository client = NODE.clientOf(served, NODE.serve(served));
        annex(client, "get").ok();

        client.stock().annex("untrust", "peer");
        annex(client, "drop", "one.bin").exited(1);
        assertThat(
                annex(client, "whereis", "one.bin").ok().out(),
                equalTo(client.stock().annex("whereis", "one.bin").out()));
        client.stock().annex("trust", "--force", "peer");
        NODE.wherryIn(served.folder(), "unserve", ".").ok();

        assertThat(annex(client, "drop", "one.bin").ok().out(), is("drop one.bin ok\n"));
    }

    @Test
    public void dropsAtARemoteOnlyWithACopyElsewhere() {
        ThrowawayRepository served = served("one.bin");
        ThrowawayRepository client = NODE.clientOf(served, NODE.serve(served));

        annex(client, "drop", "--from", "peer", "one.bin").exited(1);
        assertThat(served.content(served.key("one.bin")).isPresent(), is(true));
        annex(client, "get").ok();

        assertThat(
                annex(client, "drop", "--from", "peer", "one.bin").ok().out(), is("drop one.bin (from peer...) ok\n"));
        assertThat(served.content(served.key("one.bin")).isPresent(), is(false));
        assertThat(client.stock().annex("whereis", "one.bin").out(), containsString("(1 copy)"));
        annex(client, "drop", "one.bin").exited(1);
    }

    @Test
    public void fillsUnlockedFiles() throws IOException {
        ThrowawayRepository served = served("one.bin");
        served.stock().annex("unlock", "one.bin");
        served.stock().git("commit", "--quiet", "--message=unlocked");
        ThrowawayRepository client = NODE.clientOf(served, NODE.serve(served));

        annex(client, "get").ok();

        assertThat(
                Files.mismatch(
                        served.folder().resolve("one.bin"), client.folder().resolve("one.bin")),
                is(-1L));
        client.stock().annex("restage");
        assertThat(client.stock().git("status", "--short").out(), is(emptyString()));
        annex(client, "drop", "one.bin").ok();
        assertThat(Files.readString(client.folder().resolve("one.bin")), containsString("/annex/objects/"));
    }

    @Test
    @Shows("annex fsck --numcopies")
    public void fsckFindsWhatTheRealOneFindsAndMendsIt() throws IOException {
        ThrowawayRepository repository = served("bad.bin", "gone.bin", "unlogged.bin", "good.bin", "few.bin");
        Path bad = repository.content(repository.key("bad.bin")).orElseThrow().toRealPath();
        Path gone = repository.content(repository.key("gone.bin")).orElseThrow().toRealPath();
        for (Path file : new Path[] {bad, gone}) {
            Files.setPosixFilePermissions(file.getParent(), PosixFilePermissions.fromString("rwxr-xr-x"));
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        }
        byte[] content = Files.readAllBytes(bad);
        content[500] ^= 1;
        Files.write(bad, content);
        Files.delete(gone);
        String unlogged = repository.key("unlogged.bin");
        repository.stock().annex("setpresentkey", unlogged, repository.uuid(), "0");

        Outcome found = annex(repository, "fsck").exited(1);

        assertThat(found.err(), containsString("bad.bin: Bad file content; moved to .git/annex/bad/"));
        assertThat(found.err(), containsString("** Based on the location log, gone.bin"));
        assertThat(found.out(), containsString("fsck unlogged.bin (fixing location log) (checksum...) ok\n"));
        assertThat(found.out(), containsString("fsck good.bin (checksum...) ok\n"));
        assertThat(Files.exists(repository.folder().resolve(".git/annex/bad/" + repository.key("bad.bin"))), is(true));
        assertThat(repository.recordsPresence(repository.key("bad.bin"), repository.uuid()), is(false));
        assertThat(repository.recordsPresence(repository.key("gone.bin"), repository.uuid()), is(false));
        assertThat(repository.recordsPresence(unlogged, repository.uuid()), is(true));
        repository.stock().annex("fsck", "unlogged.bin", "good.bin");
        assertThat(
                annex(repository, "fsck", "--numcopies", "2", "few.bin")
                        .exited(1)
                        .err(),
                containsString("Only 1 of 2"));
        assertThat(annex(repository, "fsck", "good.bin").ok().err(), not(containsString("failed")));
    }

    @Test
    public void aRemoteThatIsNoneIsNamed() {
        ThrowawayRepository repository = served("one.bin");

        assertThat(
                annex(repository, "copy", "--to", "nobody").exited(1).err(),
                containsString("there is no available git remote named \"nobody\""));
        annex(repository, "copy").exited(2);
        annex(repository).exited(2);
    }

    @Test
    public void aBareRepositoryGetsAllThereIs() throws IOException {
        ThrowawayRepository served = served("one.bin", "two.bin");
        String address = NODE.serve(served);
        ThrowawayRepository bare =
                ThrowawayRepository.at(NODE.surroundings(), served.folder().resolveSibling("all.git"));
        bare.stock().git("clone", "--quiet", "--bare", served.folder().toString(), ".");
        NODE.wherryIn(bare.folder(), "init", "bare").ok();
        bare.stock().git("remote", "remove", "origin");
        bare.link("peer", address);

        assertThat(annex(bare, "get").exited(1).err(), containsString("--all"));
        assertThat(annex(bare, "get", "--all").ok().lines().size(), is(2));
        assertThat(annex(bare, "get", "--all").ok().out(), is(emptyString()));
        annex(bare, "fsck", "--all").ok();
        annex(bare, "get", "--all", "one.bin").exited(2);

        bare.stock().annex("fsck", "--all");
        assertThat(bare.stock().annex("whereis", "--all").out(), containsString("(2 copies)"));
    }
}
