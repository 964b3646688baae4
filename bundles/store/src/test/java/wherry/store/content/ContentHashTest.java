package wherry.store.content;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.Test;
import wherry.store.TestAnnex;

public class ContentHashTest {
    private static final String TEXT = "some content\n";
    private static final String SHA256 = TestAnnex.hash("SHA-256", TEXT);

    private static boolean matches(String key) {
        ContentHash hash = ContentHash.of(TestAnnex.key(key)).orElseThrow();
        hash.update(ByteBuffer.wrap(TEXT.getBytes(StandardCharsets.US_ASCII)));
        return hash.matches();
    }

    @Test
    public void extensionIsNoPartOfTheHash() {
        assertThat(matches("SHA256E-s13--" + SHA256 + ".tar.gz"), is(true));
        assertThat(matches("SHA256E-s13--" + SHA256), is(true));
        assertThat(matches("SHA256-s13--" + SHA256 + ".txt"), is(false));
    }

    @Test
    public void backslashInFrontOfTheHashIsNoPartOfIt() {
        assertThat(matches("SHA256-s13--\\" + SHA256), is(true));
        assertThat(matches("SHA256E-s13--\\" + SHA256 + ".txt"), is(true));
        assertThat(matches("SHA256-s13--\\\\" + SHA256), is(false));
    }

    @Test
    public void hashOfABundleFollowsTheUuidOfItsRepository() {
        assertThat(matches("GITBUNDLE-s13--" + TestAnnex.UUID + "-" + SHA256), is(true));
        assertThat(matches("GITBUNDLE-s13--" + TestAnnex.UUID + "-" + SHA256.replace('1', '2')), is(false));
    }

    @Test
    public void hashIsWrittenInLowerCase() {
        assertThat(matches("SHA256-s13--" + SHA256.toUpperCase(java.util.Locale.ROOT)), is(false));
    }

    @Test
    public void secureBackendsAreThoseOfGitAnnexThatCanBeChecked() {
        // Recorded with git annex setkey 10.20261026 under annex.securehashesonly, apart from BLAKE2SP224.
        for (String secure :
                new String[] {"SHA256", "SHA3_512E", "BLAKE2SP256", "SKEIN256", "BLAKE3_256E", "GITBUNDLE"}) {
            assertThat(secure, ContentHash.secure(TestAnnex.key(secure + "-s1--a")), is(true));
        }
        for (String weak :
                new String[] {"MD5", "SHA1E", "XXH3", "BLAKE2SP224", "URL", "WORM", "FOO", "XEXT", "GITMANIFEST"}) {
            assertThat(weak, ContentHash.secure(TestAnnex.key(weak + "-s1--a")), is(false));
        }
    }
}
