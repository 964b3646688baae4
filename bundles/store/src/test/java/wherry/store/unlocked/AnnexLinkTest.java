package wherry.store.unlocked;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.Test;
import wherry.api.annex.Key;
import wherry.store.TestAnnex;

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

    @Test
    public void pointerOfManyFoldersIsReadWithoutAStack() {
        String folders = "a/".repeat(AnnexLink.MAX_POINTER_BYTES / 2 - 20);
        assertThat(AnnexLink.ofPointer("/annex/objects/" + folders + FILE_NAME + "\n"), is(Optional.of(KEY)));
        assertThat(AnnexLink.ofPointer("/annex/objects/" + folders + "/" + FILE_NAME), is(Optional.empty()));
        assertThat(AnnexLink.ofTarget(folders + ".git/annex/objects/" + folders + "A--a/A--a"), is(Optional.empty()));
    }

    @Test
    public void anyBytesAreReadOrLeft() {
        String[] parts = {"/annex/objects/", ".git", "/", "\n", "A--a", "SHA256-s1--", "%", "&c", "\0", "\u00ff", "../"
        };
        Random random = new Random(6);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder(random.nextBoolean() ? "/annex/objects/" : "");
            for (int n = random.nextInt(40); n > 0; n--) {
                text.append(parts[random.nextInt(parts.length)]);
            }
            for (Optional<Key> key :
                    List.of(AnnexLink.ofPointer(text.toString()), AnnexLink.ofTarget(text.toString()))) {
                key.ifPresent(k -> assertThat(AnnexLink.key(k.fileName()), is(Optional.of(k))));
            }
        }
    }
}
