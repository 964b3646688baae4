package wherry.store.hash;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.Test;

public class HashesTest {
    private static final byte[] SHORT = "some content\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] LONG = "some content\n".repeat(10_000).getBytes(StandardCharsets.US_ASCII);

    /** What git-annex says of {@link #SHORT} and {@link #LONG}. */
    private record Recorded(String backend, String ofShort, String ofLong) {}

    private static List<Recorded> recorded() throws IOException {
        try (InputStream file = HashesTest.class.getResourceAsStream("calckey.txt")) {
            return new String(file.readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(" ", 3))
                    .map(words -> new Recorded(words[0], words[1], words[2]))
                    .toList();
        }
    }

    private static Hash hash(String backend) {
        return Hashes.of(backend).orElseThrow();
    }

    private static String finish(Hash hash) {
        return HexFormat.of().formatHex(hash.finish());
    }

    @Test
    public void hashesAreThoseOfGitAnnex() throws IOException {
        for (Recorded recorded : recorded()) {
            Hash hash = hash(recorded.backend());
            for (int again = 0; again < 2; again++) {
                hash.update(ByteBuffer.wrap(SHORT));
                assertThat(recorded.backend(), finish(hash), is(recorded.ofShort()));
                hash.update(ByteBuffer.wrap(LONG));
                assertThat(recorded.backend(), finish(hash), is(recorded.ofLong()));
            }
        }
    }

    @Test
    public void hashesAreTheSameInWhateverPartsTheBytesCome() throws IOException {
        Random random = new Random(20261026);
        ByteBuffer direct = ByteBuffer.allocateDirect(20_000);
        for (Recorded recorded : recorded()) {
            Hash hash = hash(recorded.backend());
            for (int most : new int[] {100, 20_000}) {
                for (int at = 0; at < LONG.length; ) {
                    int part = Math.min(LONG.length - at, random.nextInt(most));
                    ByteBuffer bytes = random.nextBoolean()
                            ? ByteBuffer.wrap(LONG, at, part)
                            : direct.clear().put(LONG, at, part).flip();
                    hash.update(bytes);
                    assertThat(recorded.backend(), bytes.remaining(), is(0));
                    at += part;
                }
                assertThat(recorded.backend() + " in parts of " + most, finish(hash), is(recorded.ofLong()));
            }
        }
    }

    @Test
    public void otherNamesAreNoHashes() {
        for (String name : new String[] {"WORM", "URL", "XEXT", "SHA256E", "sha256", "BLAKE2B257", "BLAKE2SP224", ""}) {
            assertThat(name, Hashes.of(name), is(Optional.empty()));
        }
    }
}
