package wherry.store.format;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.Test;
import wherry.api.annex.Key;
import wherry.store.TestAnnex;

public class KeyNameTest {
    private static final Key KEY =
            TestAnnex.key("SHA256E-s12--a948904f2f0f479b8f8197694b30184b0d2ed1c1cd2a1ec0fb85d299a192a447.txt");

    @Test
    public void hashFoldersAreThoseOfGitAnnex() {
        // Recorded with git annex examinekey 10.20261026.
        KeyName name = KeyName.of(KEY).orElseThrow();
        assertThat(name.mixed(), is("J7/0G"));
        assertThat(name.lower(), is("e7d/d01"));
    }

    @Test
    public void chunksLieWithTheKeyThatTheyArePartOf() {
        Key chunk = TestAnnex.key(KEY.toString().replace("-s12", "-s12-S5-C2"));
        KeyName name = KeyName.of(chunk).orElseThrow();
        assertThat(name.mixed(), is("J7/0G"));
        assertThat(name.fileName(), is(chunk.toString()));
    }

    @Test
    public void specialCharactersAreEscaped() {
        KeyName name = KeyName.of(TestAnnex.key("URL--http://a/b%c&d:e")).orElseThrow();
        assertThat(name.fileName(), is("URL--http&c%%a%b&sc&ad&ce"));
    }

    @Test
    public void bareRepositoriesHaveTheOtherFoldersFirst() {
        Path annex = Path.of("/r/annex");
        List<ObjectPlace> bare = new Layout(annex, true).objects(KEY);
        List<ObjectPlace> other = new Layout(annex, false).objects(KEY);
        assertThat(bare.get(0).file().toString(), is("/r/annex/objects/e7d/d01/" + KEY + "/" + KEY));
        assertThat(other.get(0).file().toString(), is("/r/annex/objects/J7/0G/" + KEY + "/" + KEY));
        assertThat(List.of(bare.get(1), bare.get(0)), is(other));
    }

    @Test
    public void namesAreInUtf8() {
        String umlaut = new String("ä".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        assertThat(KeyName.of(TestAnnex.key("WORM--" + umlaut)).orElseThrow().fileName(), endsWith("ä"));
        assertThat(KeyName.of(TestAnnex.key("WORM--\u00e4")), is(Optional.empty()));
        assertThat(KeyName.of(TestAnnex.key("WORM--\0")), is(Optional.empty()));
    }

    @Test
    public void noKeyLeadsOutOfTheAnnex() {
        Random random = new Random(17);
        Path objects = Path.of("/r/annex/objects");
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder("WORM--");
            for (int n = random.nextInt(12); n > 0; n--) {
                text.append("./\\%&:a\0\r\u00c3\u00a4~".charAt(random.nextInt(12)));
            }
            for (ObjectPlace place : new Layout(Path.of("/r/annex"), false).objects(TestAnnex.key(text.toString()))) {
                assertThat(text.toString(), place.file().normalize(), is(place.file()));
                assertThat(text.toString(), objects.relativize(place.file()).getNameCount(), is(4));
            }
        }
    }
}
