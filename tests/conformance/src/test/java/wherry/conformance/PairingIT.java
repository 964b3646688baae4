package wherry.conformance;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import wherry.kit.programs.Outcome;
import wherry.kit.programs.Patience;
import wherry.kit.programs.Running;
import wherry.kit.programs.Surroundings;
import wherry.kit.programs.ThrowawayRepository;
import wherry.kit.programs.WherryHome;
import wherry.kit.programs.Workplace;

/** {@code wherry p2p} and {@code git annex p2p}: either goes on where the other stopped. */
public class PairingIT {
    @ClassRule
    public static final NeedsPrograms PROGRAMS = new NeedsPrograms();

    @Rule
    public final Distribution distribution = Distribution.running();

    private static final Duration READY = Duration.ofSeconds(30);
    private static final int BYTES = 50_000;

    private Workplace workplace;
    private WherryHome home;
    private ThrowawayRepository served;
    private ThrowawayRepository client;
    private String key;

    @Before
    public void start() {
        workplace = distribution.workplace();
        home = distribution.home();
        served = ThrowawayRepository.create(home.surroundings(), workplace.path("served"));
        key = served.add("file one.bin", BYTES, 1);
        client = ThrowawayRepository.create(home.surroundings(), workplace.path("client"));
    }

    @Test
    public void theRealOneLinksWithWhatOursGenerates() {
        String address = home.serve(served, "tcpip");

        client.link("peer", address);

        assertThat(setting("remote.peer.annex-uuid"), equalTo(served.uuid()));
        client.stock().annex("get", "--key=" + key, "--from=peer");
    }

    @Test
    public void oursLinksWithWhatTheRealOneGenerates() {
        served.stock().annex("p2p", "--enable", "tcpip");
        String address = served.stock().annex("p2p", "--gen-addresses").out().strip();
        try (Running daemon = served.stock().startAnnex("remotedaemon", "--foreground")) {
            Patience.until(
                    "peers are let in",
                    READY,
                    () -> link(address, "--name", "peer").exitCode() == 0,
                    daemon::toString);
            assertThat(setting("remote.peer.url"), equalTo(address.substring(0, address.lastIndexOf(':'))));
            assertThat(setting("remote.peer.fetch"), equalTo("+refs/heads/*:refs/remotes/peer/*"));
            assertThat(setting("remote.peer.annex-uuid"), equalTo(served.uuid()));
            client.stock().annex("get", "--key=" + key, "--from=peer");
        }
    }

    @Test
    public void filesAreAsTheRealOneLeavesThem() throws IOException {
        String address = home.serve(served, "tcpip");
        link(address, "--name", "ours").ok();
        client.link("theirs", address);

        assertThat(setting("remote.ours.annex-uuid"), equalTo(setting("remote.theirs.annex-uuid")));
        Path file;
        try (Stream<Path> creds = Files.list(client.folder().resolve(".git/annex/creds"))) {
            file = creds.reduce((one, other) -> fail(one + " and " + other)).orElseThrow();
        }
        assertThat(file.getFileName().toString(), startsWith("tcpip%3A127%2E0%2E0%2E1%3A"));
        assertThat(Files.size(file), is(128L));
        for (Path secret : new Path[] {file, served.folder().resolve(".git/annex/creds/p2pauth")}) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secret)), equalTo("rw-------"));
        }
    }

    @Test
    public void theRealOneGoesOnWithAddressesThatOursEnabled() {
        Outcome enabled =
                home.wherryIn(served.folder(), "p2p", "--enable", "tcpip").ok();
        assertThat(enabled.out(), equalTo("p2p enable tcpip ok\n"));
        home.wherry("serve", served.folder().toString());

        String address = served.stock().annex("p2p", "--gen-addresses").out().strip();

        assertThat(address, startsWith("p2p-annex::tcpip:"));
        Outcome linked = link(address).ok();
        assertThat(linked.out(), equalTo("p2p link peer1 ok\n"));
        assertThat(linked.err(), equalTo(""));
    }

    @Test
    public void aCloneIsMadeAWholeRemoteByLinkingItsOrigin() {
        String address = home.serve(served, "tcpip");
        int colon = address.lastIndexOf(':');
        Path clone = workplace.path("clone");
        home.ownHelperFirst()
                .with("GIT_ANNEX_P2P_AUTHTOKEN", address.substring(colon + 1))
                .run(workplace.path("home"), "git", "clone", "--quiet", address.substring(0, colon), clone.toString())
                .ok();
        ThrowawayRepository cloned = ThrowawayRepository.at(home.surroundings(), clone);
        cloned.stock().annex("init", "--quiet", "clone");
        cloned.stock().tryAnnex("get", "file one.bin").exited(1);

        linkIn(clone, address, "--name", "origin").ok();

        cloned.stock().annex("get", "file one.bin");
    }

    @Test
    public void aWrongTokenLeavesNothingBehind() {
        String address = home.serve(served, "tcpip");

        Outcome outcome = link(address.substring(0, address.length() - 4) + "0000", "--name", "peer")
                .exited(1);

        assertThat(outcome.err(), containsString("Unable to authenticate with peer."));
        assertThat(outcome.out(), equalTo(""));
        assertThat(client.stock().git("remote").out(), equalTo(""));
        assertThat(Files.exists(client.folder().resolve(".git/annex/creds")), is(false));
    }

    @Test
    public void nobodyAtTheAddressIsSaidAtOnce() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }

        Outcome outcome = link("p2p-annex::tcpip:127.0.0.1:" + port + ":abc").exited(1);

        assertThat(outcome.err(), containsString("127.0.0.1:" + port));
        assertThat(outcome.took().compareTo(Duration.ofSeconds(20)) < 0, is(true));
    }

    @Test
    public void aFolderWithoutAnAnnexIsNamedWithWhatToDo() {
        client.stock().git("init", "--quiet", workplace.path("plain").toString());

        Outcome outcome = home.wherryIn(workplace.path("plain"), "p2p", "--enable", "tcpip")
                .exited(1);

        assertThat(outcome.err(), containsString("git annex init"));
    }

    @Test
    public void noTokenIsLogged() {
        String address = home.serve(served, "tcpip");
        link(address).ok();

        String token = address.substring(address.lastIndexOf(':') + 1);
        assertThat(home.log(), not(containsString(token)));
    }

    private static Path fail(String what) {
        throw new AssertionError(what);
    }

    private Outcome link(String address, String... options) {
        return linkIn(client.folder(), address, options);
    }

    private Outcome linkIn(Path folder, String address, String... options) {
        String[] command = new String[options.length + 3];
        command[0] = "wherry";
        command[1] = "p2p";
        command[2] = "--link";
        System.arraycopy(options, 0, command, 3, options.length);
        return home.surroundings().run(folder, Surroundings.LIMIT, address + "\n", command);
    }

    private String setting(String name) {
        return client.stock().git("config", name).out().strip();
    }
}
