package wherry.api.tree;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class PathTextTest {
    private static final int ROUNDS = Integer.getInteger("wherry.property.rounds", 100_000);

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private static byte[] name(Random random) {
        byte[] bytes = new byte[1 + random.nextInt(12)];
        for (int i = 0; i < bytes.length; i++) {
            // Mostly what is part of UTF-8 sequences, so that they come out cut off in every way.
            bytes[i] = (byte) (random.nextInt(4) == 0 ? 'a' + random.nextInt(26) : 0x80 + random.nextInt(0x80));
        }
        return bytes;
    }

    @Test
    public void anyBytesComeBackAsTheyWere() {
        long seed = Long.getLong("wherry.property.seed", System.nanoTime());
        Random random = new Random(seed);
        for (int i = 0; i < ROUNDS; i++) {
            byte[] bytes = name(random);
            assertThat("seed " + seed, PathText.bytes(PathText.of(bytes)), is(bytes));
        }
    }

    @Test
    public void utf8IsItself() {
        String name = "\u00fc \u2603 \ud83d\ude00";
        assertThat(PathText.of(name.getBytes(StandardCharsets.UTF_8)), is(name));
        assertThat(PathText.bytes(name), is(name.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    public void filesOfAnyNameAreReached() throws Exception {
        Path top = folder.getRoot().toPath().toRealPath();
        Random random = new Random(7);
        for (int i = 0; i < 100; i++) {
            String text = PathText.of(name(random));
            Path file = PathText.resolve(top, text);
            Files.writeString(file, text.isEmpty() ? "" : "x");
            try (DirectoryStream<Path> all = Files.newDirectoryStream(top)) {
                Path found = all.iterator().next();
                assertThat(PathText.of(found.getFileName()), is(text));
                assertThat(PathText.of(top.relativize(found)), is(text));
                assertThat(found, is(file));
            }
            Files.delete(file);
        }
    }

    @Test
    public void pathsKeepTheirFolders() {
        Path top = Path.of("/a/b c");
        String text = "d/\udcff.%20/e";
        assertThat(PathText.of(top.relativize(PathText.resolve(top, text))), is(text));
        assertThat(PathText.of(PathText.resolve(top, text)), is("/a/b c/" + text));
    }
}
