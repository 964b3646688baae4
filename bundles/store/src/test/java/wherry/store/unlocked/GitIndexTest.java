package wherry.store.unlocked;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.junit.Assert.assertThrows;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Random;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import wherry.api.tree.PathText;
import wherry.store.TestAnnex;

public class GitIndexTest {
    private static final String[] ODD_NAMES = {"a", "a b", "dir/sub/é", "dir/sub/ü\tx", "-x", "z/" + "n".repeat(200)};

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private TestAnnex annex;
    private String blob;
    private String other;

    @Before
    public void create() throws Exception {
        annex = TestAnnex.create(folder.getRoot().toPath());
        blob = annex.gitWith("pointer\n", "hash-object", "-w", "--stdin");
        other = annex.gitWith("other\n", "hash-object", "-w", "--stdin");
    }

    private void add(String mode, String id, String name) throws IOException {
        String utf8 = new String(name.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        annex.gitWith(mode + " " + id + "\t" + utf8 + "\0", "update-index", "--add", "-z", "--index-info");
    }

    private Path file() {
        return annex.top.resolve(".git/index");
    }

    private GitIndex index() throws IOException {
        return GitIndex.read(file());
    }

    private static byte[] id(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    @Test
    public void filesAreFoundByTheirBlobInEveryVersion() throws Exception {
        for (String name : ODD_NAMES) {
            add("100644", blob, name);
            add("100755", other, name + ".other");
        }
        for (String version : new String[] {"2", "4", "3"}) {
            annex.git("update-index", "--index-version", version);
            assertThat(version, index().files(id(blob)), containsInAnyOrder(ODD_NAMES));
            assertThat(version, index().files(id(other)).size(), is(ODD_NAMES.length));
            assertThat(version, index().files(new byte[20]), is(empty()));
        }
    }

    @Test
    public void filesWithFlagsThatNeedMoreRoomAreFound() throws Exception {
        add("100644", blob, "a");
        add("100644", blob, "b");
        annex.git("update-index", "--skip-worktree", "a");
        assertThat(index().files(id(blob)), contains("a", "b"));
    }

    @Test
    public void linksAndConflictsAreNoFiles() throws Exception {
        add("120000", blob, "link");
        annex.gitWith(
                "100644 " + blob + " 1\tconflict\0100644 " + blob + " 2\tconflict\0",
                "update-index",
                "-z",
                "--index-info");
        add("100644", blob, "file");
        assertThat(index().files(id(blob)), contains("file"));
    }

    @Test
    public void namesThatAreNoUtf8KeepTheirBytes() throws Exception {
        annex.gitWith("100644 " + blob + "\t\u00ff\u00fe\0", "update-index", "--add", "-z", "--index-info");
        String name = index().files(id(blob)).get(0);
        assertThat(PathText.bytes(name), is(new byte[] {(byte) 0xff, (byte) 0xfe}));
    }

    @Test
    public void splitIndexIsRefused() throws Exception {
        add("100644", blob, "file");
        annex.git("update-index", "--split-index");
        IOException refusal = assertThrows(IOException.class, this::index);
        assertThat(refusal.getCause().getMessage(), containsString("split"));
    }

    @Test
    public void damageIsRefusedOrReadButNeverEndless() throws Exception {
        for (String name : ODD_NAMES) {
            add("100644", blob, name);
        }
        byte[] whole = Files.readAllBytes(file());
        Random random = new Random(4);
        int refused = 0;
        for (int round = 0; round < 2000; round++) {
            byte[] damaged = whole.clone();
            for (int i = 0; i <= random.nextInt(3); i++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            int length = random.nextInt(damaged.length + 1);
            try {
                assertThat(
                        GitIndex.parse(ByteBuffer.wrap(damaged, 0, length))
                                        .files(id(blob))
                                        .size()
                                <= 100,
                        is(true));
            } catch (IOException e) {
                refused++;
            }
        }
        assertThat(refused > 0, is(true));
    }
}
