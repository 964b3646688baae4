package wherry.conformance;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.junit.Test;
import wherry.kit.Shows;
import wherry.kit.programs.Outcome;
import wherry.kit.programs.Patience;

/** {@code wherry annex sync --content}: what is transferred, and to whom; the real git-annex judges what either side wants. */
public class SyncContentIT extends SyncedRepositories {
    private static final int KILLS = 4;
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @Test
    public void whatEitherSideWantsIsJudgedAsTheRealOneDoes() {
        client.stock().annex("wanted", "here", "include=*.txt");
        client.stock().annex("required", "here", "include=must.*");
        client.stock().annex("wanted", served.uuid(), "groupwanted");
        client.stock().annex("group", served.uuid(), "friends");
        client.stock().annex("groupwanted", "friends", "exclude=*.tmp and not copies=2");
        for (String file : List.of("theirs.txt", "theirs.dat", "must.dat")) {
            served.add(file, 10_000, file.hashCode());
        }
        for (String file : List.of("mine.tmp", "mine.dat")) {
            client.add(file, 10_000, file.hashCode());
        }

        Outcome all = sync("--content").ok();

        assertThat(Files.exists(here("theirs.txt")), is(true));
        assertThat(Files.exists(here("must.dat")), is(true));
        assertThat(Files.exists(here("theirs.dat")), is(false));
        assertThat(Files.exists(here("first.bin")), is(false));
        assertThat(all.out(), containsString("copy mine.dat (to peer...) ok"));
        assertThat(all.out(), not(containsString("mine.tmp")));
        assertThat(
                client.stock().annex("find", "--not", "--in=here", "--want-get").out(), is(""));
        assertThat(
                client.stock()
                        .annex("find", "--in=here", "--not", "--in=peer", "--want-get-by=peer")
                        .out(),
                is(""));
        // The real one would drop what is not wanted; here all stays.
        assertThat(Files.exists(here("mine.tmp")), is(true));
    }

    @Test
    public void contentOfWhichItCannotBeToldStaysWhereItIsAndThatIsSaid() {
        client.stock().annex("wanted", "here", "include=*.txt or metadata=tag=mine");
        served.add("theirs.txt", 10_000, 6);

        Outcome partly = sync("--content").exited(1);

        assertThat(partly.out(), allOf(containsString("wanted here\nfailed\n"), containsString("get theirs.txt")));
        assertThat(
                partly.err(), containsString("1 file left alone: what it wants is include=*.txt or metadata=tag=mine"));
        assertThat(Files.exists(here("first.bin")), is(false));
    }

    @Test
    @Shows({"annex sync --jobs", "annex sync --json-progress"})
    public void contentIsTransferredByManyAtOnce() {
        for (int i = 0; i < 6; i++) {
            served.add("theirs" + i, 50_000, i);
        }

        String objects =
                sync("--content", "--jobs", "3", "--json-progress").ok().out();

        assertThat(objects, containsString("\"byte-progress\""));
        assertThat(
                objects.lines()
                        .filter(line -> line.contains("\"command\":\"get\"") && line.contains("\"success\":true"))
                        .count(),
                is(7L));
    }

    @Test
    public void nothingIsLostWhenItIsKilled() throws IOException {
        for (int i = 0; i < KILLS; i++) {
            client.add("mine" + i, 200_000, i);
            served.add("theirs" + i, 200_000, 100 + i);
            NODE.surroundings()
                    .run(
                            client.folder(),
                            "timeout",
                            "-s",
                            "KILL",
                            "0." + (i + 1) * 2,
                            NODE.program(),
                            "annex",
                            "sync",
                            "--content");
        }
        // As git advises, where it was killed in the midst of writing.
        Files.deleteIfExists(here(".git/index.lock"));

        Patience.until("a sync goes through", LIMIT, () -> sync("--content").exitCode() == 0, () -> sync().toString());
        served.stock().annex("merge");

        for (int i = 0; i < KILLS; i++) {
            assertThat(Files.size(here("theirs" + i)), is(200_000L));
            assertThat(Files.size(there("mine" + i)), is(200_000L));
        }
        client.stock().annex("fsck", "--quiet");
        served.stock().annex("fsck", "--quiet");
        client.stock().git("fsck", "--no-dangling");
    }
}
