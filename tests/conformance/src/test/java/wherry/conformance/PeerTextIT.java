package wherry.conformance;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;
import wherry.kit.programs.Outcome;
import wherry.kit.programs.StockAnnex;
import wherry.kit.programs.Surroundings;
import wherry.kit.programs.ThrowawayRepository;
import wherry.kit.programs.WherryHome;
import wherry.kit.programs.Workplace;

/** What others have written meets the user's terminal and the node's log. */
public class PeerTextIT {
    @ClassRule
    public static final NeedsPrograms PROGRAMS = new NeedsPrograms();

    @ClassRule
    public static final Distribution DISTRIBUTION = Distribution.running();

    private static final Duration LIMIT = Duration.ofSeconds(40);
    private static final String NASTY = "\u001b]0;owned\u0007\u001b[2J\u009bK\r";

    private static Workplace workplace;
    private static WherryHome home;
    private static ThrowawayRepository served;
    private static String address;

    @BeforeClass
    public static void serve() throws IOException {
        workplace = DISTRIBUTION.workplace();
        home = DISTRIBUTION.home();
        served = ThrowawayRepository.create(home.surroundings(), workplace.path("served"));
        served.add("file", 1000, 1);
        served.stock().annex("describe", "here", "their" + NASTY + "place");
        address = home.serve(served, "tcpip");
    }

    private static void assertHarmless(String text) {
        assertThat(text, text.chars().anyMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\t'), is(false));
    }

    private static Outcome withPeer(String says, String... command) throws IOException {
        try (RecordingPeer peer = new RecordingPeer(says)) {
            String[] words = command.clone();
            words[words.length - 1] = peer.url();
            return new StockAnnex(home.ownHelperFirst(), workplace.path("home")).tryGit(LIMIT, words);
        }
    }

    @Test
    public void anErrorOfAPeerIsOneLineWithoutControlCharacters() throws IOException {
        Outcome refused = withPeer("ERROR no" + NASTY + "thing\n", "ls-remote", "URL");
        assertThat(refused.exitCode(), is(128));
        assertHarmless(refused.err());
        Outcome later = withPeer(
                "AUTH-SUCCESS 11111111-2222-3333-4444-555555555555\nERROR no" + NASTY + "thing\n", "ls-remote", "URL");
        assertThat(later.exitCode(), is(128));
        assertHarmless(later.err());
    }

    @Test
    public void aDescriptionOfAPeerIsShownWithoutControlCharacters() {
        home.answer(workplace.path("home"), address + "\n", "clone", "-", "../clone")
                .ok();
        Path clone = workplace.path("clone");
        Outcome where = home.wherryIn(clone, "annex", "whereis").ok();
        assertHarmless(where.out());
        assertThat(where.out(), containsString("their\\033]0;owned\\a\\033[2J"));
        assertHarmless(home.wherryIn(clone, "annex", "whereis", "--json").ok().out());
        Outcome inGogo = home.wherryIn(clone, "shell", "annex whereis").ok();
        assertHarmless(inGogo.out());
    }

    @Test
    public void whatThePeersHooksPrintIsShownWithoutControlCharacters() throws IOException {
        Path hook = served.folder().resolve(".git/hooks/pre-receive");
        Surroundings.script(hook, "#!/bin/sh\nprintf 'hello\\033]0;owned\\007\\033[2Jworld\\n' >&2\nexit 1\n");
        try {
            ThrowawayRepository pusher = served.cloneTo(workplace.path("pusher"));
            pusher.link("peer", home.address(served, "tcpip"));
            pusher.stock().git("commit", "--quiet", "--allow-empty", "--message=more");
            Outcome push = new StockAnnex(home.ownHelperFirst(), pusher.folder())
                    .tryGit(LIMIT, "push", "peer", "HEAD:refs/heads/other");
            assertThat(push.exitCode(), is(1));
            assertThat(push.err(), containsString("remote: hello?]0;owned??[2Jworld"));
            assertHarmless(push.err().replace("\r", ""));
        } finally {
            Files.delete(hook);
        }
    }

    @Test
    public void strangersLeaveFewLinesInTheLog() throws IOException {
        int port = Integer.parseInt(address.split(":", -1)[4]);
        long before = home.log().lines().count();
        for (int i = 0; i < 400; i++) {
            try (Socket stranger = new Socket(InetAddress.getLoopbackAddress(), port)) {
                stranger.getOutputStream()
                        .write(("AUTH u" + NASTY + " beef" + i + "\n").getBytes(StandardCharsets.UTF_8));
            }
        }
        try (RawPeer last = RawPeer.connect(address)) {
            assertThat(last.greeting(), containsString("AUTH-SUCCESS"));
        }
        assertThat(home.log().lines().count() - before, is(lessThan(80L)));
        assertHarmless(home.log());
    }
}
