package wherry.conformance;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.After;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.RuleChain;
import org.junit.rules.Timeout;
import wherry.conformance.network.PipeBundle;
import wherry.kit.programs.Patience;
import wherry.kit.programs.Running;
import wherry.kit.programs.ThrowawayRepository;
import wherry.kit.programs.WherryHome;
import wherry.kit.programs.Workplace;

/** Two networks whose links are no sockets and come from their transports' hands. */
public class HandedInLinksIT {
    private static final String LOUD = "pipe";
    private static final String QUIET = "tube";
    private static final int PLACES = 6;
    private static final int GUESSES = 3;
    private static final Duration SOON = Duration.ofSeconds(20);

    @ClassRule
    public static final RuleChain RULES =
            RuleChain.outerRule(new NeedsPrograms()).around(new NeedsDistribution());

    @Rule
    public final Timeout timeout = Timeout.seconds(180);

    private static Workplace workplace;
    private static WherryHome home;
    private static ThrowawayRepository served;
    private static String key;
    private static String loud;
    private static String quiet;
    private final List<Running> strangers = new ArrayList<>();

    @BeforeClass
    public static void serve() throws IOException {
        workplace = Workplace.open();
        home = WherryHome.in(workplace, "w");
        Path configuration = Files.createDirectories(home.home().resolve("conf"));
        Files.writeString(
                configuration.resolve("wherry.daemon.cfg"),
                "auth.places=" + PLACES + "\nauth.guesses=" + GUESSES + "\n");
        home.start();
        for (String netname : List.of(LOUD, QUIET)) {
            home.wherry(
                    "install",
                    PipeBundle.write(workplace.path(netname + ".jar"), netname).toString());
        }
        served = ThrowawayRepository.create(home.surroundings(), workplace.path("served"));
        key = served.add("wanted.bin", 5_000_000, 1);
        loud = home.serve(served, LOUD);
        quiet = home.serve(served, QUIET);
    }

    @AfterClass
    public static void stop() {
        if (workplace != null) {
            home.close();
            workplace.close();
        }
    }

    @After
    public void end() {
        strangers.forEach(Running::close);
    }

    /** Somebody who comes over a network by its program and has not said anything. */
    private Running comeOver(String address) {
        String peer = address.substring("p2p-annex::".length(), address.lastIndexOf(':'));
        int colon = peer.indexOf(':');
        Running stranger = home.surroundings()
                .start(workplace.path("home"), "git-annex-p2p-" + peer.substring(0, colon), peer.substring(colon + 1));
        strangers.add(stranger);
        return stranger;
    }

    private static void say(Running stranger, String token) {
        stranger.write("AUTH 11111111-2222-3333-4444-555555555555 " + token + "\n");
    }

    private static String token(String address) {
        return address.substring(address.lastIndexOf(':') + 1);
    }

    private static void hears(Running stranger, String answer) {
        Patience.until(
                "the answer has come", SOON, () -> stranger.out().startsWith(answer), () -> stranger + home.log());
    }

    @Test
    public void theRealGitAnnexGetsAndCopiesOverPipes() throws Exception {
        ThrowawayRepository client = served.cloneTo(workplace.path("client"));
        client.stock().git("remote", "remove", "origin");
        client.link("peer", home.address(served, LOUD));
        client.stock().git("fetch", "peer");
        client.stock().annex("get", "wanted.bin");
        assertThat(
                Files.mismatch(
                        client.folder().resolve("wanted.bin"), served.folder().resolve("wanted.bin")),
                is(-1L));
        String sent = client.add("sent.bin", 4_000_000, 2);
        client.stock().annex("copy", "--to=peer", "sent.bin");
        assertThat(
                Files.mismatch(
                        served.content(sent).orElseThrow(), client.folder().resolve("sent.bin")),
                is(-1L));
        client.stock().annex("drop", "wanted.bin");
        assertThat(
                client.stock()
                        .annex("fsck", "--fast", "--from=peer", "--key=" + key)
                        .out(),
                not(containsString("failed")));
    }

    @Test
    public void aLinkTellsItsNetwork() {
        Running stranger = comeOver(quiet);
        say(stranger, token(quiet));
        hears(stranger, "AUTH-SUCCESS ");
        String links = home.wherry("links", "--json").out();
        assertThat(links, containsString("\"network\":\"" + QUIET + "\""));
    }

    @Test
    public void guessersOfOneNetworkDelayNobodyOfAnother() {
        for (int i = 0; i < 6; i++) {
            Running guesser = comeOver(loud);
            say(guesser, "beef");
            hears(guesser, "AUTH-FAILURE");
        }
        List<Running> guessers = new ArrayList<>();
        for (int i = 0; i < 3 * GUESSES; i++) {
            guessers.add(comeOver(loud));
            say(guessers.get(i), "beef");
        }
        Patience.until(
                "so many wait there that one is not heard",
                SOON,
                () -> guessers.stream()
                        .anyMatch(one -> !one.isAlive() && one.out().isEmpty()),
                home::log);
        Running first = comeOver(quiet);
        Running second = comeOver(quiet);
        say(first, "beef");
        say(second, token(quiet));
        hears(first, "AUTH-FAILURE");
        hears(second, "AUTH-SUCCESS ");
    }

    @Test
    public void theCrowdOfOneNetworkTurnsOutNobodyOfAnother() {
        Running slow = comeOver(quiet);
        Patience.until("it is there", SOON, () -> open(QUIET) >= 1, home::log);
        for (int i = 0; i < 2 * PLACES; i++) {
            comeOver(loud);
        }
        Patience.until(
                "more have come than there are places",
                SOON,
                () -> strangers.stream().filter(one -> !one.isAlive()).count() >= PLACES,
                home::log);
        say(slow, token(quiet));
        hears(slow, "AUTH-SUCCESS ");
        assertThat(slow.out(), startsWith("AUTH-SUCCESS " + served.uuid()));
    }

    private static long open(String netname) {
        return home.wherry("links").lines().stream()
                .filter(line -> line.contains("accepted") && line.contains("  " + netname + "  "))
                .count();
    }
}
