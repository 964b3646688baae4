package wherry.conformance;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.RuleChain;
import wherry.kit.programs.Patience;
import wherry.kit.programs.StockAnnex;
import wherry.kit.programs.Surroundings;
import wherry.kit.programs.ThrowawayRepository;

/** Git sees no change in unlocked files that content has come into, or gone from, whether git-annex is installed or not. */
public class UnlockedFilesIT {
    private static final int FILES = 200;
    private static final int ROUNDS = 2;
    private static final Duration SOON = Duration.ofSeconds(20);

    private static final ServingNode NODE = new ServingNode("tcpip");

    @ClassRule
    public static final RuleChain RULES = RuleChain.outerRule(new NeedsPrograms())
            .around(new NeedsDistribution())
            .around(NODE);

    private static String name(int number) {
        return "dir " + number % 7 + "/file " + number + ".bin";
    }

    private ThrowawayRepository served() throws IOException {
        ThrowawayRepository served = NODE.repository();
        for (int i = 0; i < FILES; i++) {
            Path file = served.folder().resolve(name(i));
            Files.createDirectories(file.getParent());
            Files.writeString(file, "content ".repeat(i + 20) + i + "\n");
        }
        served.stock().annex("add", "--quiet", ".");
        served.stock().annex("unlock", "--quiet", ".");
        served.stock().git("commit", "--quiet", "--message=unlocked");
        return served;
    }

    private static String status(StockAnnex git) {
        return git.git("status", "--porcelain").out();
    }

    private static long pointers(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".bin") && isPointer(file))
                    .count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isPointer(Path file) {
        try {
            return Files.size(file) < 150 && Files.readString(file).startsWith("/annex/objects/");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void getsAndDrops(Path folder, StockAnnex git) {
        assertThat(status(git), is(emptyString()));
        for (int round = 0; round < ROUNDS; round++) {
            NODE.wherryIn(folder, "annex", "get").ok();
            assertThat(status(git), is(emptyString()));
            assertThat(pointers(folder), is(0L));
            NODE.wherryIn(folder, "annex", "drop", "dir 1", "dir 2").ok();
            assertThat(status(git), is(emptyString()));
            NODE.wherryIn(folder, "annex", "drop").ok();
            assertThat(status(git), is(emptyString()));
            assertThat(pointers(folder), is((long) FILES));
        }
    }

    @Test
    public void withGitAnnexTheyAreUnchangedAfterGetAndDrop() throws IOException {
        ThrowawayRepository served = served();
        ThrowawayRepository client = NODE.clientOf(served, NODE.serve(served));
        getsAndDrops(client.folder(), client.stock());
        client.stock().annex("get", "--quiet", "dir 3");
        NODE.wherryIn(client.folder(), "annex", "get").ok();
        assertThat(status(client.stock()), is(emptyString()));
        client.stock().annex("fsck", "--quiet");
        assertThat(status(client.stock()), is(emptyString()));
    }

    @Test
    public void withoutGitAnnexTheyAreUnchangedAfterGetAndDrop() throws IOException {
        ThrowawayRepository served = served();
        String address = NODE.serve(served);
        Path folder = NODE.workplace().path("alone");
        Surroundings without = NODE.surroundings().pathWithout("git-annex");
        StockAnnex git = new StockAnnex(without, folder);
        new StockAnnex(without, NODE.workplace().path("home"))
                .git("clone", "--quiet", served.folder().toString(), folder.toString());
        without.run(folder, NODE.program(), "init", "alone").ok();
        assertThat(git.git("config", "filter.annex.clean").out(), startsWith("if command -v"));
        git.git("remote", "remove", "origin");
        NODE.answer(folder, address + "\n", "p2p", "--link", "--name", "peer").ok();
        getsAndDrops(folder, git);
    }

    @Test
    public void contentThatAPeerSendsOrRemovesLeavesThemUnchanged() throws IOException {
        ThrowawayRepository served = served();
        ThrowawayRepository client = NODE.clientOf(served, NODE.serve(served));
        client.stock().annex("get", "--quiet");
        for (int round = 0; round < ROUNDS; round++) {
            client.stock().annex("drop", "--quiet", "--from", "peer");
            awaitUnchanged(served);
            assertThat(pointers(served.folder()), is((long) FILES));
            NODE.wherryIn(client.folder(), "annex", "copy", "--to", "peer").ok();
            awaitUnchanged(served);
            assertThat(pointers(served.folder()), is(0L));
        }
        served.stock().annex("fsck", "--quiet");
        assertThat(status(served.stock()), is(emptyString()));
    }

    /** The node tells git a moment later, of many files at once. */
    private static void awaitUnchanged(ThrowawayRepository repository) {
        assertThat(
                Patience.holdsWithin(SOON, () -> status(repository.stock()).isEmpty())
                        ? ""
                        : status(repository.stock()),
                is(emptyString()));
    }
}
