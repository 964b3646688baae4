package wherry.store.credentials;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.junit.Assert.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import wherry.api.annex.StoreException;
import wherry.api.peer.AuthToken;
import wherry.api.peer.Credentials;
import wherry.api.peer.PeerAddress;
import wherry.store.TestAnnex;
import wherry.store.file.Sharing;

public class CredentialFilesTest {
    private static final PeerAddress FOO = new PeerAddress("foo", "addr-srv");
    private static final PeerAddress BAR = new PeerAddress("bar", "[::1]:99");

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private Credentials credentials;
    private Path creds;

    @Before
    public void open() throws Exception {
        TestAnnex annex = TestAnnex.create(folder.getRoot().toPath());
        credentials = annex.open().credentials();
        creds = annex.annex().resolve("creds");
    }

    private static AuthToken token(String text) {
        return AuthToken.parse(text).orElseThrow();
    }

    private void authorised(String content) throws Exception {
        Files.createDirectories(creds);
        Files.writeString(creds.resolve("p2pauth"), content);
    }

    private boolean admits(String token) throws Exception {
        return credentials.peers().admit(token(token), List.of(BAR, FOO)).isPresent();
    }

    @Test
    public void anAddressIsRemovedAndOtherLinesStay() throws Exception {
        Files.createDirectories(creds);
        Files.writeString(creds.resolve("p2paddrs"), "tor-annex::abc.onion:1\n" + FOO + "\n" + BAR + "\n");
        credentials.removeAddress(FOO);
        credentials.removeAddress(FOO);
        assertThat(credentials.addresses(), is(List.of(BAR)));
        assertThat(Files.readString(creds.resolve("p2paddrs")), is("tor-annex::abc.onion:1\n" + BAR + "\n"));
    }

    @Test
    public void newestAddressComesFirstAndOnlyOnce() throws Exception {
        assertThat(credentials.addresses(), is(empty()));
        credentials.addAddress(FOO);
        credentials.addAddress(BAR);
        credentials.addAddress(FOO);
        assertThat(credentials.addresses(), is(List.of(BAR, FOO)));
        assertThat(
                Files.readString(creds.resolve("p2paddrs")), is("p2p-annex::bar:[::1]:99\np2p-annex::foo:addr-srv\n"));
    }

    @Test
    public void addressesOfOthersAreKeptButNotOurs() throws Exception {
        Files.createDirectories(creds);
        Files.writeString(creds.resolve("p2paddrs"), "tor-annex::abc.onion:12\nfoo:addr\n\np2p-annex::foo:x");
        assertThat(credentials.addresses(), is(List.of(new PeerAddress("foo", "x"))));
        credentials.addAddress(BAR);
        assertThat(
                Files.readString(creds.resolve("p2paddrs")),
                is("p2p-annex::bar:[::1]:99\ntor-annex::abc.onion:12\nfoo:addr\n\np2p-annex::foo:x\n"));
    }

    @Test
    public void filesAreTheUsersAlone() throws Exception {
        credentials.addAddress(FOO);
        credentials.issue(FOO);
        credentials.remember(BAR, token("abc"));
        try (var files = Files.list(creds)) {
            for (Path file : files.toList()) {
                assertThat(file.toString(), Sharing.mode(file), is(0600));
            }
        }
        assertThat(Sharing.mode(creds), is(0700));
    }

    @Test
    public void issuedTokenAdmitsOverItsAddressOnly() throws Exception {
        AuthToken token = credentials.issue(FOO);
        assertThat(token.reveal(), matchesPattern("[0-9a-f]{128}"));
        assertThat(credentials.peers().admit(token, List.of(FOO)).isPresent(), is(true));
        assertThat(credentials.peers().admit(token, List.of(BAR)).isPresent(), is(false));
        assertThat(credentials.peers().admit(token, List.of()).isPresent(), is(false));
        AuthToken second = credentials.issue(BAR);
        assertThat(
                Files.readString(creds.resolve("p2pauth")),
                is(second.reveal() + " " + BAR + "\n" + token.reveal() + " " + FOO + "\n"));
        assertThat(credentials.peers().admit(token, List.of(FOO)).isPresent(), is(true));
    }

    @Test
    public void entriesAreReadAsGitAnnexReadsThem() throws Exception {
        authorised("UPPER p2p-annex::foo:addr-srv\nlast p2p-annex::foo:addr-srv");
        assertThat(admits("upper"), is(true));
        assertThat(admits("last"), is(true));
        assertThat(admits("other"), is(false));
        for (String line : new String[] {
            "tok",
            "tok ",
            "tok p2p-annex::foo:addr-srv ",
            "tok p2p-annex::foo:addr-srv\r",
            "tok  p2p-annex::foo:addr-srv",
            "tok p2p-annex:foo:addr-srv",
            "tok foo:addr-srv",
            "tok p2p-annex::foo:addr",
            " tok p2p-annex::foo:addr-srv",
            "t-k p2p-annex::foo:addr-srv"
        }) {
            authorised(line + "\n");
            assertThat(line, admits("tok"), is(false));
        }
    }

    @Test
    public void emptyTokenAdmitsNobody() throws Exception {
        authorised(" p2p-annex::foo:addr-srv\n");
        assertThat(admits(""), is(false));
        authorised("");
        assertThat(admits(""), is(false));
    }

    @Test
    public void tokenForAPeerIsKeptInGitAnnexsFile() throws Exception {
        assertThat(credentials.tokenFor(FOO), is(Optional.empty()));
        credentials.remember(FOO, token("abc123"));
        assertThat(Files.readString(creds.resolve("foo%3Aaddr%2Dsrv")), is("abc123"));
        assertThat(credentials.tokenFor(FOO), is(Optional.of(token("abc123"))));
        Files.writeString(creds.resolve("foo%3Aaddr%2Dsrv"), "def\nmore\n");
        assertThat(credentials.tokenFor(FOO), is(Optional.of(token("def"))));
    }

    @Test
    public void fileNamesKeepLettersAndDigitsOnly() {
        assertThat(CredentialFiles.fileName(BAR), is("bar%3A%5B%3A%3A1%5D%3A99"));
        assertThat(CredentialFiles.fileName(new PeerAddress("n-1", "a.b_c~ö")), is("n%2D1%3Aa%2Eb%5Fc%7Eö"));
        assertThat(CredentialFiles.fileName(new PeerAddress("n", "€")), is("n%3A%E2%82%AC"));
    }

    @Test
    public void tokensIssuedAtOnceAreAllKept() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            Callable<AuthToken> issue = () -> credentials.issue(FOO);
            List<AuthToken> tokens = new ArrayList<>();
            for (Future<AuthToken> issued : threads.invokeAll(List.of(issue, issue, issue, issue, issue, issue))) {
                tokens.add(issued.get());
            }
            for (AuthToken token : tokens) {
                assertThat(credentials.peers().admit(token, List.of(FOO)).isPresent(), is(true));
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    public void folderThatGitAnnexHasMadeIsClosed() throws Exception {
        Files.createDirectories(creds);
        Sharing.setMode(creds, 0755);
        credentials.addAddress(FOO);
        assertThat(Sharing.mode(creds), is(0700));
    }

    @Test
    public void whatOthersCanWriteToLetsNobodyIn() throws Exception {
        authorised("secret p2p-annex::foo+addr-srv\n");
        Path tokens = creds.resolve("p2pauth");
        for (Path path : new Path[] {creds, tokens}) {
            int before = Sharing.mode(path);
            for (int mode : new int[] {0770, 0702}) {
                Sharing.setMode(path, mode);
                StoreException refusal = assertThrows(StoreException.class, () -> admits("secret"));
                assertThat(refusal.getMessage(), containsString("chmod go-rwx " + path));
                assertThrows(StoreException.class, () -> credentials.issue(BAR));
            }
            Sharing.setMode(path, before);
        }
        credentials.issue(BAR);
    }
}
