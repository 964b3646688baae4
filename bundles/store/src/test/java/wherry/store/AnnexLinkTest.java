package wherry.store;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.Test;
import wherry.api.annex.Key;

public class AnnexLinkTest {
    private static final Key KEY = TestAnnex.key("URL--http://a/b%c&d:e");
    private static final String FILE_NAME = "URL--http&c%%a%b&sc&ad&ce";

    @Test
    public void keysAreReadFromLinks() {
        String object = ".git/annex/objects/J7/0G/" + FILE_NAME + "/" + FILE_NAME;
        assertThat(AnnexLink.ofTarget(object), is(Optional.of(KEY)));
        assertThat(AnnexLink.ofTarget("../../" + object), is(Optional.of(KEY)));
        assertThat(AnnexLink.ofTarget("/abs/" + object), is(Optional.of(KEY)));
    }

    @Test
    public void otherLinksAreNone() {
        for (String target : new String[] {
            "/etc/passwd",
            ".git/annex/objects/J7/0G/A--a/A--b",
            ".git/annex/objects/J7/0G/nokey/nokey",
            "x.git/annex/objects/J7/0G/A--a/A--a",
            ""
        }) {
            assertThat(target, AnnexLink.ofTarget(target), is(Optional.empty()));
        }
    }

    @Test
    public void keysAreReadFromPointers() {
        assertThat(AnnexLink.ofPointer("/annex/objects/" + FILE_NAME + "\n"), is(Optional.of(KEY)));
        assertThat(AnnexLink.ofPointer("/annex/objects/" + FILE_NAME), is(Optional.of(KEY)));
        assertThat(AnnexLink.ofPointer("annex/objects/A--a\n"), is(Optional.empty()));
        assertThat(AnnexLink.ofPointer("text about /annex/objects/A--a\n"), is(Optional.empty()));
        String pointer = new String(AnnexLink.pointer(KEY), StandardCharsets.ISO_8859_1);
        assertThat(AnnexLink.ofPointer(pointer), is(Optional.of(KEY)));
    }

    @Test
    public void linksLeadUpToTheTop() {
        Key key = TestAnnex.key("SHA256E-s12--a948904f2f0f479b8f8197694b30184b0d2ed1c1cd2a1ec0fb85d299a192a447.txt");
        String object = ".git/annex/objects/J7/0G/" + key + "/" + key;
        Path top = Path.of("/top");
        assertThat(AnnexLink.target(top, Path.of("/top/f"), key), is(Optional.of(Path.of(object))));
        assertThat(AnnexLink.target(top, Path.of("/top/a/b/f"), key), is(Optional.of(Path.of("../../" + object))));
    }
}
