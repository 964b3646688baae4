package wherry.store.credentials;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import org.junit.Test;
import wherry.api.annex.AnnexUuid;
import wherry.api.annex.ServeMode;
import wherry.api.peer.AuthToken;
import wherry.api.peer.PeerToken;

public class PeerLinePropertyTest {
    private static final int RUNS = 20_000;
    private static final String ALPHABET = "abz09 =.#\té\nrights-only";

    private final Random random = new Random(4);

    @SafeVarargs
    private <T> T pick(T... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private <T> Optional<T> perhaps(T value) {
        return random.nextBoolean() ? Optional.of(value) : Optional.empty();
    }

    private PeerToken peer() {
        PeerToken peer = PeerToken.unnamed(
                AuthToken.parse("t" + random.nextInt(1_000_000)).orElseThrow().digest(), Optional.empty());
        return new PeerToken(
                peer.token(),
                Optional.empty(),
                perhaps("n" + pick("", "-x", "é", ".1", "@home")),
                pick(ServeMode.values()),
                perhaps(Instant.ofEpochSecond(random.nextInt(1_000_000_000))),
                perhaps(Instant.ofEpochSecond(-random.nextInt(1_000))),
                perhaps(new AnnexUuid("u=" + random.nextInt(100))));
    }

    @Test
    public void whatIsWrittenIsRead() {
        for (int i = 0; i < RUNS; i++) {
            PeerToken peer = peer();
            assertThat(PeerLine.parse(PeerLine.of(peer)), is(peer));
        }
    }

    @Test
    public void aMutatedLineIsRefusedOrReadAsWhatItSays() {
        int refused = 0;
        for (int i = 0; i < RUNS; i++) {
            StringBuilder line = new StringBuilder(PeerLine.of(peer()));
            for (int n = random.nextInt(3); n >= 0; n--) {
                char other = ALPHABET.charAt(random.nextInt(ALPHABET.length()));
                switch (random.nextInt(3)) {
                    case 0 -> line.insert(random.nextInt(line.length()), other);
                    case 1 -> line.deleteCharAt(random.nextInt(line.length()));
                    default -> line.setCharAt(random.nextInt(line.length()), other);
                }
            }
            try {
                PeerToken read = PeerLine.parse(line.toString());
                assertThat(line.toString(), PeerLine.parse(PeerLine.of(read)), is(read));
            } catch (IllegalArgumentException e) {
                refused++;
            }
        }
        assertThat("refused " + refused, refused > RUNS / 2, is(true));
    }
}
