package wherry.store.hash;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.digests.Blake2bDigest;
import org.bouncycastle.crypto.digests.Blake2bpDigest;
import org.bouncycastle.crypto.digests.Blake2sDigest;
import org.bouncycastle.crypto.digests.Blake2spDigest;
import org.bouncycastle.crypto.digests.Blake3Digest;
import org.bouncycastle.crypto.digests.SkeinDigest;
import org.junit.Test;

public class HashesTest {
    private static final String TEXT = "some content\n";

    /** Recorded with git annex calckey 10.20261026, of {@link #TEXT}. */
    private static final String[][] RECORDED = {
        {"SHA256", "1c87b6727f523662df714f06a94ea27fa4d9050c38f4f7712bd4663ffbfdfa01"},
        {
            "SHA512",
            "6754caaf2198fb0695fb74d73f9fc38b49766f678dcbebb858ccbbbb920e5a03"
                    + "57bcdd4703d59492993e7aa5f8fc12b5886303be5fc798f444c4643c082979bc"
        },
        {"SHA224", "23b25ee1a235068f4f5dedba769f455906ecaad5a63b4b9a691cd2d6"},
        {"SHA3_256", "8b931d684d68401a6a066b8724ea4669d757f41e1638267d48d592dfc1c50914"},
        {"SHA3_224", "1f8c5a475567777c5fecf9106e74436fa34bc8362bbd70c6d1135b77"},
        {"SHA1", "6cf9224c0ced0affde6832a101676ff656a7cd6f"},
        {"MD5", "eb9c2bf0eb63f3a7bc0ea37ef18aeba5"},
        {"SKEIN256", "02117bca7f76d3d5daace9882687cf4134c44cdb123b4e17b9967be046550e07"},
        {
            "SKEIN512",
            "dde6bcaac4fb56b59be8b7b6ba90b0f7697a73281fcd87924f09d9e1cf7c75f4"
                    + "eb11bbf125075abdbf2a31bb2b14d838e54b4200649599d693d19a188574a022"
        },
        {"BLAKE2B160", "25822b1792224e97e367de91ba388f0e47ea48c9"},
        {"BLAKE2B224", "e4369b91d961c9cbacad1804c25e4d5c8ee2b9f60c2b973288655ae4"},
        {"BLAKE2B256", "d3471f00c65d2ae6c70d94d9fdee32dc9fab025707ad5dd3c26f7d31f22a85da"},
        {
            "BLAKE2B384",
            "61b4a2bf645fed89cc0fb6aa89a16d2f0228ea8984b27c00ac129d3fcce1a242" + "6cedf0758d2626ff3ad0a4463fe9cc19"
        },
        {
            "BLAKE2B512",
            "f41350010fb6c3ff9e80b1a3170f811d3c37d54ff90faa7946c53e0e760478c3"
                    + "d508f51d6ba74b12231e0dea5981230baa8fce5d93c214d85af0ccc23f4313d6"
        },
        {
            "BLAKE2BP512",
            "bb64b62ca469bfc5d02a3e7ff09a64f0de67b9db872c53ca821046cfaccf68ed"
                    + "82f9ce1d358fe284d9b1f4cb6aa020dcb2e16bc1d137cb2b43790695240855d8"
        },
        {"BLAKE2S160", "49d7652fa2da9a8b18ed22cd248d2523dc2eba65"},
        {"BLAKE2S224", "ba37df69bf8c9c71b5c7f2773b195a855e3a299205cac8e964b9b9d9"},
        {"BLAKE2S256", "94fe69e551e433a6db95088d51130c7cd52207273f3e4564f3a4217272e675d0"},
        {"BLAKE2SP224", "9436220e837251b549e986d82e4b0759a73978d671a0d6cd45a84d75"},
        {"BLAKE2SP256", "e0178f7ae123534d148ae1ae4d8a0ad2b2bd8884361a41eab15a41ab03406b9d"},
        {"BLAKE3_256", "6c1926da7b02128de99c9944ed270f90794cbcb2f331885efd5952bfdb219419"},
    };

    private static Hash hash(String backend) {
        return Hashes.of(backend).orElseThrow();
    }

    @Test
    public void hashesAreThoseOfGitAnnex() {
        for (String[] recorded : RECORDED) {
            Hash hash = hash(recorded[0]);
            for (int again = 0; again < 2; again++) {
                hash.update(ByteBuffer.wrap(TEXT.getBytes(StandardCharsets.US_ASCII)));
                assertThat(recorded[0], HexFormat.of().formatHex(hash.finish()), is(recorded[1]));
            }
        }
    }

    @Test
    public void otherNamesAreNoHashes() {
        for (String name : new String[] {"WORM", "URL", "XEXT", "SHA256E", "sha256", "BLAKE2B257", ""}) {
            assertThat(name, Hashes.of(name), is(Optional.empty()));
        }
    }

    @Test
    public void hashesOfAnyLengthInAnyPartsAreThoseOfBouncyCastle() {
        Random random = new Random(20261026);
        judges().forEach((backend, judge) -> {
            Hash hash = hash(backend);
            for (int length = 0; length < 6000; length += length < 300 ? 1 : 1 + random.nextInt(150)) {
                byte[] bytes = new byte[length];
                random.nextBytes(bytes);
                judge.update(bytes, 0, length);
                byte[] expected = new byte[judge.getDigestSize()];
                judge.doFinal(expected, 0);
                for (int at = 0; at < length; ) {
                    int part = Math.min(length - at, 1 + random.nextInt(300));
                    hash.update(ByteBuffer.wrap(bytes, at, part));
                    at += part;
                }
                String message = backend + " of " + length + " bytes";
                assertThat(
                        message,
                        HexFormat.of().formatHex(hash.finish()),
                        is(HexFormat.of().formatHex(expected)));
            }
        });
    }

    /** All but BLAKE2SP224, which Bouncy Castle lacks. */
    private static Map<String, Digest> judges() {
        Map<String, Digest> judges = new LinkedHashMap<>();
        for (int bits : new int[] {160, 224, 256, 384, 512}) {
            judges.put("BLAKE2B" + bits, new Blake2bDigest(bits));
        }
        for (int bits : new int[] {160, 224, 256}) {
            judges.put("BLAKE2S" + bits, new Blake2sDigest(bits));
        }
        judges.put("BLAKE2BP512", new Blake2bpDigest(null));
        judges.put("BLAKE2SP256", new Blake2spDigest(null));
        judges.put("SKEIN256", new SkeinDigest(SkeinDigest.SKEIN_256, 256));
        judges.put("SKEIN512", new SkeinDigest(SkeinDigest.SKEIN_512, 512));
        judges.put("BLAKE3_256", new Blake3Digest(256));
        return judges;
    }
}
