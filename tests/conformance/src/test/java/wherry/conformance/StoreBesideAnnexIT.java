package wherry.conformance;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.RuleChain;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameters;
import wherry.kit.programs.Outcome;
import wherry.kit.programs.StockAnnex;
import wherry.kit.programs.ThrowawayRepository;

/** Wherry and the real git-annex work in one repository in turns, whatever kind of repository it is. */
@RunWith(Parameterized.class)
public class StoreBesideAnnexIT {
    private static final ServingNode NODE = new ServingNode("tcpip");
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final String FILE = "first.bin";
    private static final String SENT = "sent file.bin";

    @ClassRule
    public static final RuleChain RULES = RuleChain.outerRule(new NeedsPrograms())
            .around(new NeedsDistribution())
            .around(NODE);

    @Parameters(name = "{0}")
    public static RepositoryKind[] kinds() {
        return RepositoryKind.values();
    }

    private final RepositoryKind kind;
    private ThrowawayRepository served;
    private ThrowawayRepository client;

    public StoreBesideAnnexIT(RepositoryKind kind) {
        this.kind = kind;
    }

    @Before
    public void serve() {
        served = kind.create(NODE.surroundings(), NODE.workplace().path("k" + COUNT.incrementAndGet() + "/repo"));
        client = NODE.clientOf(served, NODE.serve(served));
    }

    private void assertServed(String key, boolean present) {
        assertThat("content", served.content(key).isPresent(), is(present));
        assertThat("record", served.recordsPresence(key, served.uuid()), is(present));
        Outcome asked = client.stock().tryAnnex("checkpresentkey", key, "peer");
        assertThat("answer to peers", asked.exitCode(), is(present ? 0 : 1));
    }

    private void assertSound() {
        StockAnnex stock = served.stock();
        // SOURCE: git-annex 10.20261026 says so of unlocked files of which its database, which is not ours to write,
        // lacks the inode.
        // And of its own objects, too, that it cannot set their mode if core.sharedRepository is a number.
        String complaints = stock.annex("fsck", "--all", "--in=here", "--quiet")
                .err()
                .replaceAll(
                        "(?m)^.*(: Stale or missing inode cache; updating|Unable to set correct write mode).*\\n", "");
        assertThat(complaints, equalTo(""));
        assertThat(stock.git("fsck", "--no-dangling", "--no-progress").out(), equalTo(""));
        if (kind.hasWorkTree()) {
            // Not "git status": after the work of git-annex's own server, too, that tells of filled files until they
            // are restaged.
            assertThat(stock.git("diff").out(), equalTo(""));
        }
    }

    @Test
    public void whatGitAnnexAddedIsSentAndDropped() throws IOException {
        String key = client.key(FILE);
        assertServed(key, true);

        client.stock().annex("get", FILE);
        client.stock().annex("drop", "--from=peer", FILE);

        assertServed(key, false);
        assertSound();
    }

    @Test
    public void whatCameIsGitAnnexsToDropAndToGetAgain() throws IOException {
        String key = client.add(SENT, 30_000, 2);
        client.stock().annex("copy", "--to=peer", SENT);
        assertServed(key, true);
        assertSound();
        if (kind != RepositoryKind.THIN) {
            assertModes(key);
        }

        served.stock().annex("drop", "--force", "--key=" + key);
        assertServed(key, false);

        served.stock().git("remote", "add", "client", client.folder().toString());
        served.stock().git("fetch", "--quiet", "client");
        served.stock().annex("get", "--key=" + key, "--from=client");
        assertServed(key, true);

        client.stock().annex("drop", "--from=peer", SENT);
        assertServed(key, false);
        assertSound();
    }

    @Test
    public void turnsLeaveOneRecordForEachRepository() {
        String key = client.add(SENT, 30_000, 3);
        for (int turn = 0; turn < 3; turn++) {
            client.stock().annex("copy", "--to=peer", SENT);
            assertServed(key, true);
            served.stock().annex("drop", "--force", "--key=" + key);
            assertServed(key, false);
            client.stock().annex("copy", "--to=peer", SENT);
            client.stock().annex("drop", "--from=peer", SENT);
            assertServed(key, false);
        }
        assertSound();
    }

    @Test
    public void filesOfTheWorkingTreeAreFilledAndReset() throws IOException {
        client.stock().git("config", "annex.addunlocked", "true");
        String key = client.add(SENT, 30_000, 4);
        client.stock().annex("copy", "--to=peer", SENT);
        if (!kind.hasWorkTree()) {
            return;
        }
        served.stock().git("pull", "--quiet", "--no-rebase", client.folder().toString(), "HEAD");
        Path file = served.folder().resolve(SENT);
        served.stock().annex("fsck", "--quiet", SENT);
        assertThat(Files.size(file), is(30_000L));

        client.stock().annex("drop", "--from=peer", SENT);
        assertThat(Files.readString(file), equalTo("/annex/objects/" + key + "\n"));
        assertSound();

        client.stock().annex("copy", "--to=peer", SENT);
        assertThat(Files.mismatch(file, client.folder().resolve(SENT)), is(-1L));
        assertSound();
        served.stock().annex("drop", "--force", SENT);
        assertThat(Files.readString(file), equalTo("/annex/objects/" + key + "\n"));
    }

    /** What came by way of Wherry has the modes of what git-annex has added itself. */
    private void assertModes(String key) throws IOException {
        Map<String, Object> own = modes(served.content(client.key(FILE)).orElseThrow());
        assertThat(modes(served.content(key).orElseThrow()), equalTo(own));
    }

    private static Map<String, Object> modes(Path object) throws IOException {
        Map<String, Object> modes = new TreeMap<>();
        modes.put("object", mode(object));
        Path folder = object.getParent();
        for (String name :
                Stream.of("its folder", "hash folder", "upper hash folder").toList()) {
            modes.put(name, mode(folder));
            folder = folder.getParent();
        }
        return modes;
    }

    private static String mode(Path path) throws IOException {
        int mode = (Integer) Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS);
        return Integer.toOctalString(mode & 07777);
    }
}
