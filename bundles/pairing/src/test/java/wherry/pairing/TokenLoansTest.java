package wherry.pairing;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import wherry.api.peer.AuthToken;
import wherry.api.peer.PeerAddress;

public class TokenLoansTest {
    private static final PeerAddress PEER = new PeerAddress("tcpip", "example.org:7000");
    private static final PeerAddress OTHER = new PeerAddress("tcpip", "example.net:7000");
    private static final AuthToken TOKEN = AuthToken.parse("abc1").orElseThrow();

    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();

    private final TokenLoans loans = new TokenLoans();

    @Test
    public void aTokenIsLentForOnePeerOneRepositoryAndATime() throws IOException {
        Path git = temporary.getRoot().toPath().resolve("clone/.git");
        Path link = temporary.getRoot().toPath().resolve("link");
        try (TokenLoans.Loan loan = loans.lend(PEER, git, TOKEN)) {
            assertThat("nothing is there yet", loans.tokenFor(PEER, git), is(Optional.empty()));
            Files.createDirectories(git);
            Files.createSymbolicLink(link, git);
            assertThat(loans.tokenFor(PEER, link), is(Optional.of(TOKEN)));
            assertThat(loans.tokenFor(OTHER, git), is(Optional.empty()));
            assertThat(loans.tokenFor(PEER, temporary.newFolder().toPath()), is(Optional.empty()));
        }
        assertThat(loans.tokenFor(PEER, git), is(Optional.empty()));
    }
}
