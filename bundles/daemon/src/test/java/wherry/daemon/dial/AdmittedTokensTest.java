package wherry.daemon.dial;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import wherry.api.peer.AuthToken;
import wherry.api.peer.PeerAddress;

public class AdmittedTokensTest {
    private static final PeerAddress FIRST = new PeerAddress("tcpip", "example.org:7000");
    private static final PeerAddress SECOND = new PeerAddress("tcpip", "example.net:7000");

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private Path file;

    @Before
    public void setUp() {
        file = folder.getRoot().toPath().resolve("admitted-tokens");
    }

    private static AuthToken token(String text) {
        return AuthToken.parse(text).orElseThrow();
    }

    @Test
    public void aTokenBelongsToTheFirstAddressAlsoAfterARestart() {
        AdmittedTokens before = AdmittedTokens.keptIn(file);
        before.note(token("abc1"), FIRST);
        before.note(token("abc1"), SECOND);
        assertThat(before.addressOf(token("abc1")), is(Optional.of(FIRST.toString())));
        AdmittedTokens after = AdmittedTokens.keptIn(file);
        assertThat(after.addressOf(token("abc1")), is(Optional.of(FIRST.toString())));
        assertThat(after.addressOf(token("def2")), is(Optional.empty()));
    }

    @Test
    public void noTokenStandsInTheFileAndOnlyTheUserReadsIt() throws IOException {
        AdmittedTokens.keptIn(file).note(token("abc1"), FIRST);
        assertThat(Files.readString(file), not(containsString("abc1")));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)), is("rw-------"));
    }

    @Test
    public void theEldestIsForgottenWhenThereAreTooMany() throws IOException {
        AdmittedTokens tokens = new AdmittedTokens();
        for (int i = 0; i <= 1000; i++) {
            tokens.note(token("t" + i), FIRST);
        }
        assertThat(tokens.addressOf(token("t0")), is(Optional.empty()));
        assertThat(tokens.addressOf(token("t1")), is(Optional.of(FIRST.toString())));
    }

    @Test
    public void aDamagedFileIsReadAsFarAsItCan() throws IOException {
        AdmittedTokens.keptIn(file).note(token("abc1"), FIRST);
        byte[] whole = Files.readAllBytes(file);
        byte[] damaged = ("\377 x\n\nabc tcpip\n" + new String(whole, StandardCharsets.ISO_8859_1))
                .getBytes(StandardCharsets.ISO_8859_1);
        Files.write(file, damaged);
        assertThat(AdmittedTokens.keptIn(file).addressOf(token("abc1")), is(Optional.of(FIRST.toString())));
    }
}
