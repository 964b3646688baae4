package wherry.conformance;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import java.time.Duration;
import org.junit.Before;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;
import wherry.kit.programs.Outcome;
import wherry.kit.programs.Patience;
import wherry.kit.programs.ThrowawayRepository;
import wherry.kit.programs.WherryHome;
import wherry.kit.programs.Workplace;

/** {@code annex.expose-p2p-via}: the stock git-annex comes in over what git's configuration names. */
public class ExposedNetworksIT {
    @ClassRule
    public static final NeedsPrograms PROGRAMS = new NeedsPrograms();

    @ClassRule
    public static final Distribution DISTRIBUTION = Distribution.running();

    private static Workplace workplace;
    private static WherryHome home;
    private static int repositories;

    private ThrowawayRepository served;

    @BeforeClass
    public static void start() {
        workplace = DISTRIBUTION.workplace();
        home = DISTRIBUTION.home();
        home.wherry(
                "install",
                WherryHome.distribution().resolve("optional/transport-unix.jar").toString());
    }

    @Before
    public void makeRepository() {
        served = ThrowawayRepository.create(home.surroundings(), workplace.path("r" + ++repositories));
        served.add("file.bin", 10_000, repositories);
    }

    private Outcome wherry(String... arguments) {
        return home.wherryIn(served.folder(), arguments);
    }

    private void expose(String netname) {
        served.stock().git("config", "--add", "annex.expose-p2p-via", netname);
    }

    private void assertStockGetsOver(String netname) {
        ThrowawayRepository client =
                served.cloneTo(workplace.path(served.folder().getFileName() + "-" + netname));
        client.stock().git("remote", "remove", "origin");
        client.link("peer", home.address(served, netname));
        client.stock().annex("get", "file.bin");
    }

    @Test
    public void servingExposesOverEachNetworkThatIsNamed() {
        expose("tcpip");
        expose("unix");
        String addresses = wherry("serve").ok().out();
        assertThat(addresses, containsString("p2p-annex::tcpip:"));
        assertThat(addresses, containsString("p2p-annex::unix:"));
        assertStockGetsOver("tcpip");
        assertStockGetsOver("unix");
    }

    @Test
    public void aNodeExposesAtItsStartWhatWasNamedSince() {
        assertThat(wherry("serve").ok().out(), not(containsString("p2p-annex::unix:")));
        home.stop();
        expose("unix");
        home.start();
        Patience.until(
                "the node has exposed it",
                Duration.ofSeconds(20),
                () -> home.wherry("repos").out().contains(" p2p-annex::unix:"),
                home::log);
        assertStockGetsOver("unix");
    }

    @Test
    public void addressesThatAreHandedOutAreThoseOfTheNamedNetworks() {
        expose("unix");
        assertThat(wherry("p2p", "--gen-addresses").ok().out(), startsWith("p2p-annex::unix:"));
        wherry("serve").ok();
        assertStockGetsOver("unix");
    }

    @Test
    public void aNetworkThatIsMissingIsSaidAndTheOthersAreServed() {
        expose("tcpip");
        expose("pigeon");
        String sentence = "annex.expose-p2p-via names pigeon: there is no transport for the network pigeon";
        assertThat(wherry("serve").ok().err(), containsString(sentence));
        assertThat(home.wherry("repos").err(), containsString(sentence));
        assertStockGetsOver("tcpip");
        String removal = "git config --unset-all annex.expose-p2p-via '^tcpip$'";
        assertThat(wherry("p2p", "--disable", "tcpip").exited(1).err(), containsString(removal));
        DISTRIBUTION
                .sh(
                        home.surroundings(),
                        "cd \"$1\" && " + removal,
                        served.folder().toString())
                .ok();
        wherry("p2p", "--disable", "tcpip").ok();
    }
}
