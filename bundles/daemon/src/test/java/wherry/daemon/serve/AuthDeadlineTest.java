package wherry.daemon.serve;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.Map;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.junit.rules.Timeout;
import wherry.daemon.bench.RawPeer;

public class AuthDeadlineTest {
    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();

    @Rule
    public final Timeout timeout = Timeout.seconds(60);

    @Test
    public void whoDoesNotAuthenticateInTimeGoesAndWhoDidStays() throws Exception {
        try (ServedAnnex served = new ServedAnnex(
                        temporary.getRoot().toPath(),
                        temporary.newFolder("state").toPath().resolve("repositories"),
                        Map.of("auth_deadline", 1));
                RawPeer peer = served.peer();
                RawPeer silent = served.stranger();
                RawPeer chatting = served.stranger()) {
            assertThat(chatting.ask("BOGUS"), is("ERROR unknown command"));
            assertThat(silent.ends(), is(true));
            assertThat(chatting.ends(), is(true));
            assertThat(peer.ask("CHECKPRESENT SHA256E-s1--x"), is("FAILURE"));
        }
    }
}
