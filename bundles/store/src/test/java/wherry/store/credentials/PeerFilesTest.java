package wherry.store.credentials;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.Assert.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import wherry.api.annex.AnnexUuid;
import wherry.api.annex.ServeMode;
import wherry.api.annex.StoreException;
import wherry.api.peer.AuthToken;
import wherry.api.peer.Credentials;
import wherry.api.peer.PeerAddress;
import wherry.api.peer.PeerRegistry;
import wherry.api.peer.PeerToken;
import wherry.api.peer.Sighting;
import wherry.store.TestAnnex;
import wherry.store.file.Sharing;

public class PeerFilesTest {
    private static final PeerAddress FOO = new PeerAddress("foo", "addr-srv");
    private static final PeerAddress BAR = new PeerAddress("bar", "[::1]:99");

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private Credentials credentials;
    private PeerRegistry peers;
    private Path tokens;
    private Path notes;

    @Before
    public void open() throws Exception {
        TestAnnex annex = TestAnnex.create(folder.getRoot().toPath());
        credentials = annex.open().credentials();
        peers = credentials.peers();
        tokens = annex.annex().resolve("creds/p2pauth");
        notes = annex.annex().resolve("wherry/peers");
    }

    private static AuthToken token(String text) {
        return AuthToken.parse(text).orElseThrow();
    }

    private Optional<PeerToken> admit(AuthToken token) throws StoreException {
        return peers.admit(token, List.of(BAR, FOO));
    }

    private static String message(org.junit.function.ThrowingRunnable call) {
        return String.valueOf(assertThrows(StoreException.class, call).getMessage());
    }

    @Test
    public void tokensThatGitAnnexMadeAreUnnamedPeers() throws Exception {
        Files.createDirectories(tokens.getParent());
        Files.writeString(tokens, "abc p2p-annex::foo:addr-srv\nabd\nabe tor-annex::x.onion:1\n t\n");
        assertThat(
                peers.list().stream().map(PeerToken::address).toList(),
                is(List.of(Optional.of(FOO), Optional.empty(), Optional.empty())));
        assertThat(peers.list().get(0).handle(), is("#ba7816bf"));
        assertThat(peers.list().get(0).rights(), is(ServeMode.READ_WRITE));
        assertThat(Files.exists(notes), is(false));
    }

    @Test
    public void anInvitedPeerHasATokenForEachAddressAndItsRights() throws Exception {
        AuthToken older = credentials.issue(FOO);
        List<AuthToken> made = peers.invite("laptop", ServeMode.READ_ONLY, List.of(BAR, FOO));
        assertThat(
                Files.readString(tokens),
                is(made.get(0).reveal() + " " + BAR + "\n" + made.get(1).reveal() + " " + FOO + "\n" + older.reveal()
                        + " " + FOO + "\n"));
        assertThat(admit(made.get(1)).orElseThrow().handle(), is("laptop"));
        assertThat(admit(made.get(1)).orElseThrow().rights(), is(ServeMode.READ_ONLY));
        assertThat(peers.admit(made.get(1), List.of(BAR)), is(Optional.empty()));
        assertThat(admit(older).orElseThrow().rights(), is(ServeMode.READ_WRITE));
        assertThat(peers.find("laptop").size(), is(2));
    }

    @Test
    public void noTokenStandsInTheNotesAndOnlyTheUserReadsThem() throws Exception {
        AuthToken made = peers.invite("laptop", ServeMode.NO_PUSH, List.of(FOO)).get(0);
        assertThat(Files.readString(notes), not(containsString(made.reveal())));
        assertThat(Files.readString(notes), is("wherry-peers-1\n" + made.digest() + " rights=no-push name=laptop\n"));
        assertThat(Sharing.mode(notes), is(0600));
        assertThat(Sharing.mode(tokens), is(0600));
    }

    @Test
    public void aNameIsTakenOnce() throws Exception {
        peers.invite("laptop", ServeMode.READ_WRITE, List.of(FOO));
        String before = Files.readString(tokens);
        assertThat(
                message(() -> peers.invite("laptop", ServeMode.READ_WRITE, List.of(FOO))),
                containsString("there is a peer laptop already"));
        assertThat(
                message(() -> peers.invite("my laptop", ServeMode.READ_WRITE, List.of(FOO))),
                containsString("no name for a peer"));
        assertThat(Files.readString(tokens), is(before));
    }

    @Test
    public void aTokenOfGitAnnexsIsNamedByItsDigits() throws Exception {
        AuthToken made = credentials.issue(FOO);
        credentials.issue(FOO);
        String digits = made.digest().hex();
        assertThat(message(() -> peers.rename("#" + digits.substring(0, 3), "phone")), containsString("no peer #"));
        peers.rename("#" + digits.substring(0, 12), "phone");
        assertThat(admit(made).orElseThrow().handle(), is("phone"));
        peers.rename("phone", "phone");
        peers.rename("phone", "tablet");
        assertThat(message(() -> peers.find("phone")), containsString("there is no peer phone"));
        assertThat(peers.find("#" + digits.substring(0, 4)).get(0).handle(), is("tablet"));
    }

    @Test
    public void anEmptyHandleFitsNobody() throws Exception {
        credentials.issue(FOO);
        assertThat(message(() -> peers.revoke("#")), containsString("no peer #"));
        assertThat(message(() -> peers.revoke("")), containsString("no peer"));
        assertThat(peers.list().size(), is(1));
    }

    @Test
    public void rightsOfAPeerAreThoseOfAllItsTokens() throws Exception {
        List<AuthToken> made = peers.invite("laptop", ServeMode.READ_WRITE, List.of(BAR, FOO));
        peers.allow("laptop", ServeMode.APPEND_ONLY);
        for (AuthToken token : made) {
            assertThat(admit(token).orElseThrow().rights(), is(ServeMode.APPEND_ONLY));
        }
    }

    @Test
    public void aRevokedPeerIsGoneFromBothFilesAndOthersStay() throws Exception {
        AuthToken first = credentials.issue(FOO);
        AuthToken gone =
                peers.invite("laptop", ServeMode.READ_ONLY, List.of(FOO)).get(0);
        Files.writeString(tokens, "not a-token\n" + Files.readString(tokens));
        assertThat(peers.revoke("laptop").get(0).token(), is(gone.digest()));
        assertThat(admit(gone), is(Optional.empty()));
        assertThat(Files.readString(tokens), is("not a-token\n" + first.reveal() + " " + FOO + "\n"));
        assertThat(Files.readString(notes), is("wherry-peers-1\n"));
        peers.invite("laptop", ServeMode.READ_WRITE, List.of(FOO));
    }

    @Test
    public void whoWasThereIsNoted() throws Exception {
        AuthToken made = credentials.issue(FOO);
        AuthToken other = token("fff");
        AnnexUuid uuid = new AnnexUuid("d03b");
        peers.seen(List.of(
                new Sighting(made.digest(), uuid, Instant.ofEpochSecond(100, 5)),
                new Sighting(other.digest(), uuid, Instant.ofEpochSecond(100))));
        peers.seen(List.of(new Sighting(made.digest(), uuid, Instant.ofEpochSecond(200))));
        PeerToken seen = peers.list().get(0);
        assertThat(seen.firstSeen(), is(Optional.of(Instant.ofEpochSecond(100))));
        assertThat(seen.lastSeen(), is(Optional.of(Instant.ofEpochSecond(200))));
        assertThat(seen.uuid(), is(Optional.of(uuid)));
        assertThat(
                Files.readString(notes),
                is("wherry-peers-1\n" + made.digest() + " rights=read-write first=100 last=200 uuid=d03b\n"));
    }

    @Test
    public void rightsOutliveATokenThatIsTakenAwayAndBroughtBack() throws Exception {
        AuthToken made =
                peers.invite("laptop", ServeMode.READ_ONLY, List.of(FOO)).get(0);
        String kept = Files.readString(tokens);
        Files.writeString(tokens, "");
        assertThat(peers.list(), is(empty()));
        peers.seen(List.of(new Sighting(made.digest(), new AnnexUuid("u"), Instant.EPOCH)));
        Files.writeString(tokens, kept);
        assertThat(admit(made).orElseThrow().rights(), is(ServeMode.READ_ONLY));
    }

    @Test
    public void notesThatAreNotUnderstoodAdmitNobody() throws Exception {
        AuthToken made =
                peers.invite("laptop", ServeMode.READ_ONLY, List.of(FOO)).get(0);
        String sound = Files.readString(notes);
        String line = sound.lines().skip(1).findFirst().orElseThrow();
        for (String damaged : new String[] {
            "",
            "wherry-peers-2\n" + line,
            sound + "\n",
            sound + line,
            sound.replace("read-only", "read-mostly"),
            sound.replace("rights=read-only ", ""),
            sound.replace(" name", "  name"),
            sound.replace("name=laptop", "name=lap/top"),
            sound.replace("name=laptop", "shoe=black"),
            sound.replace("\n" + line, "\n" + line + " last=9223372036854775807"),
            sound.replace("\n" + line, "\n" + line.toUpperCase(java.util.Locale.ROOT))
        }) {
            Files.writeString(notes, damaged);
            assertThat(damaged, message(() -> admit(made)), containsString("nobody is admitted"));
            assertThat(damaged, message(() -> peers.list()), containsString("is damaged"));
        }
        Files.write(notes, new byte[] {(byte) 0xff, 10});
        assertThat(message(() -> admit(made)), containsString("nobody is admitted"));
        assertThat(admit(token("abc")), is(Optional.empty()));
    }

    @Test
    public void theListIsInTheOrderOfGitAnnexsFile() throws Exception {
        peers.invite("a", ServeMode.READ_WRITE, List.of(FOO));
        peers.invite("b", ServeMode.READ_WRITE, List.of(FOO));
        assertThat(peers.list().stream().map(PeerToken::handle).toList(), contains("b", "a"));
    }
}
