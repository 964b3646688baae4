package wherry.api.peer;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.Assert.assertThrows;

import java.time.Instant;
import java.util.Optional;
import org.junit.Test;
import wherry.api.annex.AnnexUuid;
import wherry.api.annex.ServeMode;

public class PeerTokenTest {
    private static final AuthToken TOKEN = AuthToken.parse("abc").orElseThrow();
    private static final PeerToken UNNAMED = PeerToken.unnamed(TOKEN.digest(), Optional.empty());
    private static final AnnexUuid UUID = new AnnexUuid("u");

    @Test
    public void aTokenIsCalledByItsDigest() {
        // SOURCE: printf abc | sha256sum
        assertThat(TOKEN.digest().hex(), is("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
        assertThat(AuthToken.parse("ABC").orElseThrow().digest(), is(TOKEN.digest()));
        assertThat(UNNAMED.handle(), is("#ba7816bf"));
        assertThat(UNNAMED.named("laptop").handle(), is("laptop"));
        assertThrows(IllegalArgumentException.class, () -> new TokenDigest("abc"));
    }

    @Test
    public void aNameIsOneWordThatIsNoHandle() {
        for (String name : new String[] {"a", "laptop-2", "joe@work", "Bücher.1", "数据", "x".repeat(64)}) {
            assertThat(name, PeerToken.isName(name), is(true));
        }
        for (String name : new String[] {"", "#abcd", "a b", "-a", "a\n", "a=b", "a/b", "x".repeat(65)}) {
            assertThat(name, PeerToken.isName(name), is(false));
        }
        assertThrows(IllegalArgumentException.class, () -> UNNAMED.named("a b"));
    }

    @Test
    public void whatIsNotNotedOfATokenIsNotLimited() {
        assertThat(UNNAMED.rights(), is(ServeMode.READ_WRITE));
        assertThat(UNNAMED.allowed(ServeMode.READ_ONLY).rights(), is(ServeMode.READ_ONLY));
    }

    @Test
    public void theLatestSightingCountsAndTheFirstIsKept() {
        Sighting noon = new Sighting(TOKEN.digest(), UUID, Instant.ofEpochSecond(100));
        Sighting morning = new Sighting(TOKEN.digest(), new AnnexUuid("other"), Instant.ofEpochSecond(50));
        PeerToken seen = UNNAMED.seen(morning).seen(noon);
        assertThat(seen.firstSeen(), is(Optional.of(morning.when())));
        assertThat(seen.lastSeen(), is(Optional.of(noon.when())));
        assertThat(seen.uuid(), is(Optional.of(UUID)));
        assertThat(seen.seen(morning), is(seen));
    }
}
