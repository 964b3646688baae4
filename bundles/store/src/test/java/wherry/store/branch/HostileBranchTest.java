package wherry.store.branch;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.junit.rules.Timeout;
import wherry.api.annex.AnnexUuid;
import wherry.api.annex.Key;
import wherry.api.branch.BranchLog;

/** Branches that git lets anybody push who may push at all. Each is set aside, and whatever else there is to do is done. */
public class HostileBranchTest {
    private static final AnnexUuid SELF = new AnnexUuid(TestHome.SELF);
    private static final AnnexUuid HONEST = new AnnexUuid("c77af205-0000-4000-8000-000000000002");
    private static final Key KEY = Key.parse("WORM-s1--mine").orElseThrow();
    private static final String EVIL = "refs/heads/evil/git-annex";

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Rule
    public final Timeout timeout = Timeout.seconds(180);

    private TestHome home;
    private JournalledBranch branch;

    @Before
    public void open() throws Exception {
        home = TestHome.create(folder.getRoot().toPath());
        home.config.setBoolean("annex", null, "alwayscommit", false);
        home.set("refs/heads/synced/git-annex", "uuid.log", HONEST + " honest timestamp=1500000000s\n");
        branch = home.open();
    }

    @After
    public void close() {
        branch.close();
    }

    private void push(String tree, String... parents) throws IOException {
        StringBuilder commit = new StringBuilder("tree " + tree + "\n");
        for (String parent : parents) {
            commit.append("parent ").append(parent).append('\n');
        }
        commit.append("author E <e> 1 +0000\ncommitter E <e> 1 +0000\n\nx\n");
        point(object("commit", commit.toString()));
    }

    private void point(String commit) throws IOException {
        home.git("", "update-ref", EVIL, commit);
    }

    /** An object as it is, whatever git thinks of it. */
    private String object(String type, String content) throws IOException {
        return home.git(content, "hash-object", "-t", type, "--literally", "-w", "--stdin");
    }

    private String blob(String content) throws IOException {
        return object("blob", content);
    }

    /** A tree of entries {@code MODE NAME} and an object. */
    private String tree(String... entries) throws IOException {
        StringBuilder raw = new StringBuilder();
        for (int i = 0; i < entries.length; i += 2) {
            raw.append(entries[i]).append('\0').append(binary(entries[i + 1]));
        }
        return object("tree", raw.toString());
    }

    private static String binary(String id) {
        return new String(java.util.HexFormat.of().parseHex(id), StandardCharsets.ISO_8859_1);
    }

    private String tip() throws IOException {
        return home.git("", "rev-parse", "git-annex");
    }

    /** The journal is committed, the honest branch merged, and nothing of the other is there, not even as a parent. */
    private void evilIsSetAside() throws Exception {
        String evil = home.git("", "rev-parse", EVIL);
        branch.setPresent(KEY, SELF, true);
        branch.commit();
        assertThat(home.journalled(), is(empty()));
        assertThat(branch.locations(KEY), is(Set.of(SELF)));
        assertThat(branch.values(BranchLog.DESCRIPTIONS).get(HONEST), is("honest"));
        assertThat(home.committed("uuid.log"), containsString(HONEST + " honest"));
        assertThat(home.git("", "rev-list", "git-annex"), not(containsString(evil)));
        // git checks each object that it is given.
        home.git("", "init", "-q", "--bare", "sound");
        home.git("", "-C", "sound", "-c", "fetch.fsckObjects=true", "fetch", "-q", "..", "git-annex");
    }

    @Test
    public void treeThatIsNone() throws Exception {
        push(object("tree", "100644 no end"));
        evilIsSetAside();
    }

    @Test
    public void treeWhoseLastObjectIsCutShort() throws Exception {
        push(object("tree", "100644 uuid.log\0" + "half of an id"));
        evilIsSetAside();
    }

    @Test
    public void treeOfAMillionEntries() throws Exception {
        String id = binary(blob("x\n"));
        StringBuilder raw = new StringBuilder();
        for (int i = 0; i < 1_000_000; i++) {
            raw.append("100644 ").append(String.format("%07d", i)).append('\0').append(id);
        }
        push(object("tree", raw.toString()));
        evilIsSetAside();
    }

    @Test
    public void millionEntriesInEachFolderOfTheKeys() throws Exception {
        String id = binary(blob("x\n"));
        StringBuilder raw = new StringBuilder();
        for (int i = 0; i < 1_000_000; i++) {
            raw.append("100644 ").append(String.format("%07d", i)).append('\0').append(id);
        }
        String leaf = object("tree", raw.toString());
        push(hashed(hashed(leaf)));
        evilIsSetAside();
    }

    /** 4,096 folders with the names of hashes that all are the same. */
    private String hashed(String child) throws IOException {
        StringBuilder raw = new StringBuilder();
        for (int i = 0; i < 4096; i++) {
            raw.append("40000 ").append(String.format("%03x", i)).append('\0').append(binary(child));
        }
        return object("tree", raw.toString());
    }

    @Test
    public void sixteenMillionFoldersOfThreeObjects() throws Exception {
        home.config.setString("wherry", null, "mergelimit", "200 MB");
        push(hashed(hashed(hashed(tree("100644 x.log", blob("x\n"))))));
        evilIsSetAside();
    }

    @Test
    public void fileOfTwentyMillionEmptyLines() throws Exception {
        push(tree("100644 uuid.log", blob("\n".repeat(20_000_000))));
        evilIsSetAside();
    }

    @Test
    public void fileOfTwentyMegabytesOfOneLine() throws Exception {
        push(tree("100644 uuid.log", blob("x".repeat(20_000_000))));
        evilIsSetAside();
    }

    @Test
    public void fileThatIsTooLargeWhereThereWasNone() throws Exception {
        push(tree("100644 trust.log", blob("\n".repeat(20_000_000))));
        evilIsSetAside();
    }

    @Test
    public void treeOfAHundredThousandFoldersOneInTheOther() throws Exception {
        // Made here and not by git, which would take minutes.
        String inner = tree("100644 x.log", blob("x\n"));
        for (int i = 0; i < 100; i++) {
            inner = tree("40000 a", inner);
        }
        push(tree("40000 abc", inner));
        evilIsSetAside();
    }

    @Test
    public void namesThatNoFileCanHave() throws Exception {
        for (String name : List.of("..", ".", ".git", "a/b", "", "../../config", "ab\\c/..")) {
            push(tree("100644 " + name, blob("x\n")));
            evilIsSetAside();
        }
    }

    @Test
    public void nameThatIsThereTwice() throws Exception {
        String file = blob("x\n");
        push(tree("100644 uuid.log", file, "100644 uuid.log", file));
        evilIsSetAside();
    }

    @Test
    public void nameThatIsAFileAndAFolder() throws Exception {
        push(tree("100644 abc", blob("x\n"), "40000 abc", tree("100644 x", blob("x\n"))));
        evilIsSetAside();
    }

    @Test
    public void modesThatGitDoesNotKnow() throws Exception {
        for (String mode : List.of("0", "777777", "120777", "7777777777777", "40755")) {
            push(tree(mode + " uuid.log", blob("x\n")));
            evilIsSetAside();
        }
    }

    @Test
    public void linksAndSubmodulesInPlaceOfFiles() throws Exception {
        push(tree("120000 uuid.log", blob("/etc/passwd")));
        evilIsSetAside();
        push(tree("160000 abc", tip()));
        evilIsSetAside();
    }

    @Test
    public void folderInPlaceOfAFile() throws Exception {
        push(tree("40000 uuid.log", tree("100644 x", blob("x\n"))));
        evilIsSetAside();
    }

    @Test
    public void objectsThatAreNotThere() throws Exception {
        push("1234567890123456789012345678901234567890");
        evilIsSetAside();
        push(tree("40000 abc", "1234567890123456789012345678901234567890"));
        evilIsSetAside();
        push(tree("100644 uuid.log", "1234567890123456789012345678901234567890"));
        evilIsSetAside();
    }

    @Test
    public void objectsOfTheWrongKind() throws Exception {
        String file = blob("x\n");
        push(file);
        evilIsSetAside();
        push(tree("40000 abc", file));
        evilIsSetAside();
        push(tree("100644 uuid.log", tree("100644 x", file)));
        evilIsSetAside();
    }

    @Test
    public void commitThatIsNone() throws Exception {
        for (String commit :
                List.of("nothing", "tree x\n\n", "tree " + tree("100644 a", blob("a")) + "\nparent zzz\n")) {
            String made = object("commit", commit);
            java.nio.file.Files.createDirectories(home.top.resolve("refs/heads/evil"));
            java.nio.file.Files.writeString(home.top.resolve(EVIL), made + "\n");
            String before = tip();
            branch.setPresent(KEY, SELF, true);
            branch.commit();
            assertThat(home.journalled(), is(empty()));
            assertThat(branch.values(BranchLog.DESCRIPTIONS).get(HONEST), is("honest"));
            assertThat(before, not(is(made)));
        }
    }

    @Test
    public void descendantOfTheBranchIsNoBetter() throws Exception {
        branch.commit();
        String files = home.git("", "rev-parse", "git-annex:uuid.log");
        push(tree("100644 uuid.log", files, "100644 trust.log", blob("\n".repeat(20_000_000))), tip());
        evilIsSetAside();
        push(tree("40000 000", hashed(hashed(hashed(files))), "100644 uuid.log", files), tip());
        evilIsSetAside();
    }

    @Test
    public void historyOfManyCommits() throws Exception {
        StringBuilder stream = new StringBuilder();
        for (int i = 0; i < 20_000; i++) {
            stream.append("commit ").append(EVIL).append("\ncommitter E <e> 1 +0000\ndata 1\nx\n");
        }
        stream.append("M 100644 inline a/b\ndata 20000000\n")
                .append("\n".repeat(20_000_000))
                .append('\n');
        home.git(stream.toString(), "fast-import", "--quiet");
        evilIsSetAside();
    }
}
