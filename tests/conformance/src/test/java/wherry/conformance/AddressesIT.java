package wherry.conformance;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.Before;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;
import wherry.kit.Shows;
import wherry.kit.programs.Outcome;
import wherry.kit.programs.ThrowawayRepository;
import wherry.kit.programs.WherryHome;
import wherry.kit.programs.Workplace;

/** The addresses of a repository: what is said of them, how they follow the settings, and how they go. */
public class AddressesIT {
    @ClassRule
    public static final NeedsPrograms PROGRAMS = new NeedsPrograms();

    @ClassRule
    public static final Distribution DISTRIBUTION = Distribution.running();

    private static Workplace workplace;
    private static WherryHome home;
    private static int repositories;

    private ThrowawayRepository repository;

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
        repository = ThrowawayRepository.create(home.surroundings(), workplace.path("r" + ++repositories));
    }

    private Outcome wherry(String... arguments) {
        return home.wherryIn(repository.folder(), arguments).ok();
    }

    private static boolean answers(String host, int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), 5000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    public void whatCannotBeReachedFromElsewhereIsSaid() {
        Outcome served = wherry("serve");
        assertThat(served.out(), startsWith("p2p-annex::tcpip:127.0.0.1:"));
        assertThat(served.err(), containsString("can be reached from this machine only"));
        assertThat(served.err(), containsString("git config annex.p2p-tcpip-address HOST"));
        assertThat(wherry("p2p", "--enable", "unix").err(), containsString("from this machine only"));
        String said = wherry("p2p", "--gen-addresses").err();
        assertThat(said, containsString("127.0.0.1"));
        assertThat(said, containsString("is a unix socket, which can be reached from this machine only"));
        assertThat(wherry("peers", "invite", "friend").err(), containsString("can be reached from this machine only"));
    }

    @Test
    @Shows("p2p --gen-addresses")
    public void settingsThatAreMadeLaterCountAtTheNextCommand() {
        String first = wherry("serve").out().strip();
        int port = Integer.parseInt(first.substring(first.lastIndexOf(':') + 1));
        assertThat(answers("127.0.0.1", port), is(true));
        repository.stock().git("config", "annex.p2p-tcpip-address", "192.0.2.7");
        repository.stock().git("config", "annex.p2p-tcpip-listen", "127.0.0.2");
        Outcome generated = wherry("p2p", "--gen-addresses");
        assertThat(generated.out(), startsWith("p2p-annex::tcpip:192.0.2.7:" + port + ":"));
        assertThat(generated.lines().size(), is(1));
        assertThat(generated.err(), not(containsString("from this machine only")));
        assertThat(answers("127.0.0.2", port), is(true));
        assertThat(answers("127.0.0.1", port), is(false));
        assertThat(wherry("serve").out(), equalTo("p2p-annex::tcpip:192.0.2.7:" + port + "\n"));
    }

    @Test
    @Shows({"serve --net", "p2p --disable --enable"})
    public void networksAndAddressesAreTakenAway() throws IOException {
        List<String> both = wherry("serve", "--net", "tcpip", "--net", "unix").lines();
        assertThat(both.size(), is(2));
        Outcome one = wherry("serve", "--net", "unix");
        assertThat(one.out(), startsWith("p2p-annex::unix:"));
        assertThat(one.lines().size(), is(1));
        assertThat(one.err(), containsString("no longer reachable as p2p-annex::tcpip:"));

        wherry("p2p", "--enable", "tcpip");
        String socket = one.out().strip();
        Path file = Path.of(socket.substring("p2p-annex::unix:".length()));
        assertThat(Files.exists(file), is(true));
        assertThat(wherry("p2p", "--disable", socket).out(), equalTo("p2p disable " + socket + " ok\n"));
        assertThat(Files.exists(file), is(false));
        String tcpip = wherry("serve").out().strip();
        assertThat(both.contains(tcpip), is(true));
        int port = Integer.parseInt(tcpip.substring(tcpip.lastIndexOf(':') + 1));
        assertThat(answers("127.0.0.1", port), is(true));
        wherry("p2p", "--disable", "tcpip");
        assertThat(answers("127.0.0.1", port), is(false));
        assertThat(
                home.wherryIn(repository.folder(), "p2p", "--disable", "tcpip")
                        .exited(1)
                        .err(),
                containsString("it has: no address"));
    }

    @Test
    public void anAddressOfANetworkThatIsGoneIsOfferedForRemoval() throws IOException {
        wherry("serve");
        Path addresses = repository.folder().resolve(".git/annex/creds/p2paddrs");
        Files.writeString(addresses, Files.readString(addresses) + "p2p-annex::pigeon:coop\n");
        String offer = "to do without this address, in the repository: wherry p2p --disable pigeon";
        assertThat(wherry("serve").err(), containsString(offer));
        wherry("p2p", "--gen-addresses");
        wherry("serve");
        assertThat("once in the log at the most", home.log().split(offer, -1).length - 1, is(lessThan(2)));
        wherry("p2p", "--disable", "pigeon");
        assertThat(wherry("serve").err(), not(containsString("pigeon")));
    }
}
