package wherry.store;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.Assert.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import wherry.api.annex.Key;
import wherry.api.annex.StoreException;
import wherry.api.peer.AuthToken;
import wherry.api.peer.PeerAddress;
import wherry.api.store.Lookup;
import wherry.api.store.PeerIdentity;
import wherry.api.store.Repositories;
import wherry.api.store.Repository;
import wherry.store.content.StoreCounters;
import wherry.store.file.Sharing;
import wherry.store.format.KeyName;

public class AnnexRepositoryTest {
    private static final Key KEY = TestAnnex.sha256("x");

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private TestAnnex annex;

    @Before
    public void create() throws Exception {
        annex = TestAnnex.create(folder.newFolder("repo").toPath());
    }

    private Repository open(Path at) throws StoreException {
        Lookup where = new Lookup(at, false, annex.environment());
        return AnnexRepository.open(where, annex.locks, Clock.systemUTC(), new StoreCounters(), closed -> {});
    }

    private void assertRefused(String reason) {
        StoreException refusal = assertThrows(StoreException.class, () -> open(annex.top));
        assertThat(refusal.getMessage(), containsString(reason));
        assertThat(refusal.getMessage(), containsString(annex.top.toString()));
    }

    @Test
    public void repositoryIsFoundFromWithin() throws Exception {
        Path below = Files.createDirectories(annex.top.resolve("a/b"));
        for (Path at : new Path[] {annex.top, below, annex.top.resolve(".git"), annex.top.resolve(".git/refs")}) {
            try (Repository repository = open(at)) {
                assertThat(repository.uuid(), is(TestAnnex.UUID));
                assertThat(repository.workTree(), is(Optional.of(annex.top)));
                assertThat(repository.gitDirectory(), is(annex.top.resolve(".git")));
                assertThat(repository.annexDirectory(), is(annex.top.resolve(".git/annex")));
            }
        }
    }

    @Test
    public void anotherRepositoryInItsPlaceIsNoticed() throws Exception {
        try (Repository repository = open(annex.top)) {
            assertThat(repository.replaced(), is(false));
            annex.git("config", "annex.x", "y");
            annex.git("gc", "-q");
            assertThat("still the same", repository.replaced(), is(false));
            annex.git("config", "annex.uuid", TestAnnex.PEER.value());
            assertThat("another UUID", repository.replaced(), is(true));
            annex.git("config", "annex.uuid", TestAnnex.UUID.value());
            assertThat(repository.replaced(), is(false));
            Path old = annex.top.resolveSibling("old");
            Files.move(annex.top, old);
            assertThat("gone", repository.replaced(), is(true));
            TestAnnex.create(Files.createDirectory(annex.top));
            assertThat("made anew", repository.replaced(), is(true));
        }
        try (Repository repository = open(annex.top)) {
            assertThat(repository.replaced(), is(false));
        }
    }

    @Test
    public void whoARepositoryIsToItsPeersIsKnownWhateverAnnexItHas() throws Exception {
        Repositories store = new DirectoryRepositories(annex.locks);
        PeerAddress address = PeerAddress.parse("p2p-annex::tcpip:127.0.0.1:1").orElseThrow();
        AuthToken token = AuthToken.parse("beef").orElseThrow();
        try (Repository repository = open(annex.top)) {
            repository.credentials().remember(address, token);
        }
        for (String[] strange : new String[][] {
            {"annex.version", "8"},
            {"annex.version", "9"},
            {"annex.version", "11"},
            {"annex.pidlock", "true"},
            {"annex.crippledfilesystem", "true"},
            {"annex.tune.objecthash1", "true"}
        }) {
            annex.git("config", strange[0], strange[1]);
            assertThrows(strange[0], StoreException.class, () -> open(annex.top));
            PeerIdentity identity = store.identity(annex.lookup());
            assertThat(identity.uuid(), is(Optional.of(TestAnnex.UUID)));
            assertThat(identity.credentials().tokenFor(address), is(Optional.of(token)));
            annex.git("config", "--unset", strange[0]);
            annex.git("config", "annex.version", "10");
        }
        annex.git("update-ref", "-d", "refs/heads/git-annex");
        assertThat(store.identity(annex.lookup()).uuid(), is(Optional.of(TestAnnex.UUID)));
        for (String none : List.of("", "a b")) {
            annex.git("config", "annex.uuid", none);
            assertThat(store.identity(annex.lookup()).uuid(), is(Optional.empty()));
        }
    }

    @Test
    public void linkedWorkingTreeHasTheAnnexOfTheMainOne() throws Exception {
        annex.git("commit", "-q", "--allow-empty", "-m", "first");
        Path linked = folder.getRoot().toPath().toRealPath().resolve("linked");
        annex.git("worktree", "add", "-q", linked.toString());
        for (Path at : new Path[] {linked, annex.top.resolve(".git/worktrees/linked")}) {
            try (Repository repository = open(at)) {
                assertThat(repository.workTree(), is(Optional.of(linked)));
                assertThat(repository.annexDirectory(), is(annex.top.resolve(".git/annex")));
            }
        }
    }

    @Test
    public void bareRepositoryKeepsObjectsInLowerCaseFolders() throws Exception {
        TestAnnex bare = TestAnnex.create(folder.newFolder("bare.git").toPath(), "--bare");
        AnnexRepository repository = bare.open();
        assertThat(repository.workTree(), is(Optional.empty()));
        assertThat(repository.annexDirectory(), is(bare.top.resolve("annex")));
        assertThat(TestAnnex.put(repository, KEY, "x"), is(true));
        String lower = KeyName.of(KEY).orElseThrow().lower();
        assertThat(Files.exists(bare.top.resolve("annex/objects/" + lower + "/" + KEY + "/" + KEY)), is(true));
    }

    @Test
    public void folderOutsideIsRefused() {
        StoreException refusal =
                assertThrows(StoreException.class, () -> open(folder.getRoot().toPath()));
        assertThat(refusal.getMessage(), containsString("not in a git repository"));
        assertThrows(StoreException.class, () -> open(annex.top.resolve("nowhere")));
    }

    @Test
    public void repositoryWithoutAnAnnexIsRefused() throws Exception {
        annex.git("config", "--unset", "annex.uuid");
        assertRefused("git annex init");
    }

    @Test
    public void olderAndNewerVersionsAreRefused() throws Exception {
        annex.git("config", "annex.version", "8");
        assertRefused("git annex upgrade");
        annex.git("config", "annex.version", "11");
        assertRefused("newer");
        annex.git("config", "--unset", "annex.version");
        assertRefused("git annex upgrade");
    }

    @Test
    public void settingsThatWouldMakeItUnsafeAreRefused() throws Exception {
        for (String setting : new String[] {
            "annex.pidlock",
            "annex.crippledfilesystem",
            "annex.tune.objecthash1",
            "annex.tune.objecthashlower",
            "annex.tune.branchhash1"
        }) {
            annex.git("config", setting, "true");
            assertRefused(setting);
            annex.git("config", setting, "false");
        }
    }

    @Test
    public void tunedAnnexIsRefused() throws Exception {
        Files.createDirectories(annex.annex().resolve("journal"));
        Files.writeString(annex.annex().resolve("journal/difference.log"), "1500000000s [ObjectHashLower]\n");
        assertRefused("difference.log");
    }

    @Test
    public void folderThatIsMissingIsNamed() {
        StoreException refusal = assertThrows(StoreException.class, () -> open(annex.top.resolve("nosuch")));
        assertThat(refusal.getMessage(), is("there is no folder " + annex.top.resolve("nosuch")));
    }

    @Test
    public void repositoryWithoutTheBranchIsRefused() throws Exception {
        annex.git("update-ref", "-d", "refs/heads/git-annex");
        assertRefused("git annex init");
    }

    @Test
    public void openingWritesNothing() throws Exception {
        annex.open().close();
        assertThat(Files.exists(annex.annex()), is(false));
    }

    @Test
    public void locationLogOfTheBranchIsKept() throws Exception {
        String other = "1500000000s 1 other\n";
        String log = KeyName.of(KEY).orElseThrow().lower() + "/" + KEY + ".log";
        String blob = annex.gitWith(other, "hash-object", "-w", "--stdin");
        String[] parts = log.split("/", -1);
        String leaf = annex.gitWith("100644 blob " + blob + "\t" + parts[2] + "\n", "mktree");
        String middle = annex.gitWith("040000 tree " + leaf + "\t" + parts[1] + "\n", "mktree");
        String root = annex.gitWith("040000 tree " + middle + "\t" + parts[0] + "\n", "mktree");
        AnnexRepository repository = annex.open();
        annex.git("update-ref", "refs/heads/git-annex", annex.git("commit-tree", "-m", "update", root));
        TestAnnex.put(repository, KEY, "x");
        Path journalled = annex.annex().resolve("journal/" + log.replace('/', '_'));
        assertThat(Files.readString(journalled).endsWith(other), is(true));
        Files.delete(journalled);
        annex.git("gc", "-q", "--prune=now");
        repository.content().remove(KEY, OptionalLong.empty());
        assertThat(Files.readString(journalled).endsWith(other), is(true));
    }

    @Test
    public void commitsInASharedRepositoryCanBeChangedByItsGroup() throws Exception {
        TestAnnex shared = TestAnnex.create(folder.newFolder("shared").toPath(), "--shared=group");
        try (Repository repository = shared.open()) {
            repository.branch().setNumCopies(2);
            repository.branch().commit();
        }
        Path git = shared.top.resolve(".git");
        String commit = shared.git("rev-parse", "git-annex");
        Path object = git.resolve("objects/" + commit.substring(0, 2) + "/" + commit.substring(2));
        assertThat(Sharing.mode(object), is(0444));
        assertThat(Sharing.mode(object.getParent()) & 02070, is(02070));
        assertThat(Sharing.mode(git.resolve("refs/heads/git-annex")) & 0060, is(0060));
        assertThat(Sharing.mode(git.resolve("logs/refs/heads/git-annex")) & 0060, is(0060));
        assertThat(Sharing.mode(git.resolve("annex/journal.lck")) & 0060, is(0060));
    }
}
