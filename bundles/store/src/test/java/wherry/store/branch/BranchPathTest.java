package wherry.store.branch;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.Assert.assertThrows;

import java.util.Optional;
import java.util.Random;
import org.junit.Test;
import wherry.api.annex.Key;

public class BranchPathTest {
    private static final Key KEY = Key.parse(
                    "SHA256E-s12--a948904f2f0f479b8f8197694b30184b0d2ed1c1cd2a1ec0fb85d299a192a447.txt")
            .orElseThrow();

    @Test
    public void locationLogIsWhereGitAnnexHasIt() {
        BranchPath path = BranchPath.locationLog(KEY);
        assertThat(path.text(), is("e7d/d01/" + KEY + ".log"));
        assertThat(path.journalName(), is(Optional.of("e7d_d01_" + KEY + ".log")));
        assertThat(path.isLocationLog(), is(true));
        assertThat(BranchPath.NUMCOPIES.isLocationLog(), is(false));
        assertThat(new BranchPath("e7d/d01/" + KEY + ".log.met").isLocationLog(), is(false));
    }

    @Test
    public void chunksAreRecordedWithTheWhole() {
        Key chunk = Key.parse("SHA256-s12-S5-C2--x").orElseThrow();
        assertThat(BranchPath.locationLog(chunk), is(BranchPath.locationLog(chunk.withoutChunk())));
    }

    @Test
    public void namesInTheJournalLeadBackToTheirPaths() {
        Random random = new Random(3);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder("x");
            for (int n = random.nextInt(12); n > 0; n--) {
                text.append("a_/.\u00c3\u00a9".charAt(random.nextInt(4)));
            }
            String path = text.toString().replaceAll("/[./_]*/", "/a/").replaceAll("/[./]*$", "/a");
            try {
                BranchPath whole = new BranchPath(path);
                // Blanks beside slashes are not told apart; git-annex has no such files.
                if (!path.contains("_/") && !path.contains("/_")) {
                    assertThat(
                            path, BranchPath.ofJournalName(whole.journalName().orElseThrow()), is(Optional.of(whole)));
                }
            } catch (IllegalArgumentException e) {
                assertThat(path, path.matches(".*(^|/)(\\.{0,2})(/|$).*"), is(true));
            }
        }
    }

    @Test
    public void noFileMayLieOutsideOrHaveNoName() {
        for (String path : new String[] {"", "/a", "a/", "a//b", "..", "a/../b", "./a", "a\0b"}) {
            assertThrows(path, IllegalArgumentException.class, () -> new BranchPath(path));
        }
        assertThat(BranchPath.ofJournalName("_"), is(Optional.empty()));
        assertThat(BranchPath.ofJournalName("a_.._b"), is(Optional.empty()));
        assertThat(BranchPath.ofJournalName("bad\uFFFDbytes"), is(Optional.empty()));
    }

    @Test
    public void bytesThatAreNoTextHaveNoNameInJava() {
        assertThat(new BranchPath("a\u00ff").journalName(), is(Optional.empty()));
        assertThat(new BranchPath("a\u00c3\u00a9").journalName(), is(Optional.of("a\u00e9")));
        assertThat(BranchPath.ofJournalName("a\u00e9").orElseThrow().text(), is("a\u00c3\u00a9"));
    }
}
