package wherry.conformance;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.AfterClass;
import org.junit.Before;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.RuleChain;
import wherry.kit.Shows;
import wherry.kit.programs.Outcome;
import wherry.kit.programs.Patience;
import wherry.kit.programs.Peers;
import wherry.kit.programs.Running;
import wherry.kit.programs.Surroundings;
import wherry.kit.programs.ThrowawayRepository;
import wherry.kit.programs.WherryHome;
import wherry.kit.programs.Workplace;

/** The real git-annex over the real ssh, whose forced command runs {@code wherry p2pstdio} where git-annex-shell is asked for. */
public class ClientOverSshIT {
    @ClassRule
    public static final RuleChain RULES =
            RuleChain.outerRule(new NeedsPrograms("ssh", "sshd", "ssh-keygen")).around(new NeedsDistribution());

    private static final Duration READY = Duration.ofSeconds(20);
    private static final int BYTES = 400_000;

    private static Workplace workplace;
    private static WherryHome home;
    private static ThrowawayRepository served;
    private static Running sshd;
    private static Surroundings overSsh;
    private static Path asked;
    private static Path options;
    private static String url;
    private static int clients;
    private static int port;

    private ThrowawayRepository client;
    private String key;
    private String file;

    @BeforeClass
    public static void serve() throws IOException {
        workplace = Workplace.open();
        home = WherryHome.in(workplace, "w");
        home.start();
        served = ThrowawayRepository.create(home.surroundings(), workplace.path("served"));
        asked = workplace.path("asked");
        options = workplace.path("options");
        startSshd();
    }

    @AfterClass
    public static void stop() {
        if (workplace != null) {
            if (sshd != null) {
                sshd.close();
            }
            home.close();
            workplace.close();
        }
    }

    private static Path keyPair(String name) {
        Path file = workplace.path(name);
        workplace
                .surroundings()
                .run(workplace.path("home"), "ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", file.toString())
                .ok();
        return file;
    }

    private static void startSshd() throws IOException {
        if (System.getProperty("user.name").equals("root")) {
            // As root it insists on this folder, which Debian makes when a machine starts, but not in every container.
            Files.createDirectories(Path.of("/run/sshd"));
        }
        Path hostKey = keyPair("hostkey");
        Path userKey = keyPair("userkey");
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Path authorized = workplace.path("authorized_keys");
        Files.writeString(
                authorized,
                "restrict,command=\"" + forcedCommand() + "\" " + Files.readString(workplace.path("userkey.pub")));
        Files.setPosixFilePermissions(authorized, PosixFilePermissions.fromString("rw-------"));
        Path configuration = Files.writeString(workplace.path("sshd_config"), """
                Port %d
                ListenAddress 127.0.0.1
                HostKey %s
                AuthorizedKeysFile %s
                PidFile none
                StrictModes no
                UsePAM no
                PasswordAuthentication no
                PermitRootLogin yes
                """.formatted(port, hostKey, authorized));
        sshd = workplace
                .surroundings()
                .start(
                        workplace.path("home"),
                        Peers.find("sshd").orElseThrow().toString(),
                        "-D",
                        "-e",
                        "-f",
                        configuration.toString());
        Patience.until("sshd listens", READY, () -> accepts(port), sshd::toString);
        url = "ssh://" + System.getProperty("user.name") + "@127.0.0.1:" + port + served.folder();
        overSsh = home.surroundings()
                // SOURCE: without this git-annex runs ssh as it likes.
                .with("GIT_ANNEX_USE_GIT_SSH", "1")
                .with(
                        "GIT_SSH_COMMAND",
                        "ssh -F none -i " + userKey + " -o IdentitiesOnly=yes -o BatchMode=yes"
                                + " -o StrictHostKeyChecking=no -o UserKnownHostsFile=" + workplace.path("known"));
    }

    private static boolean accepts(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** What a user would write into authorized_keys, below what makes a throwaway account of this machine's one. */
    private static Path forcedCommand() {
        return Surroundings.script(workplace.bin().resolve("forced"), """
                #!/bin/sh
                export PATH='%s' WHERRY_HOME='%s' HOME='%s' GIT_CONFIG_GLOBAL=/dev/null
                printf '%%s\\n' "$SSH_ORIGINAL_COMMAND" >>'%s'
                exec wherry p2pstdio --ssh $(cat '%s' 2>/dev/null) '%s'
                """.formatted(
                        home.surroundings().variable("PATH"),
                        home.home(),
                        workplace.path("home"),
                        asked,
                        options,
                        served.folder()));
    }

    @Before
    public void makeClient() throws IOException {
        Files.deleteIfExists(options);
        Files.deleteIfExists(asked);
        file = "file" + ++clients;
        key = served.add(file, BYTES, clients);
        client = served.cloneTo(workplace.path("c" + clients)).in(overSsh);
        client.stock().git("remote", "remove", "origin");
        client.stock().git("remote", "add", "peer", url);
        client.stock().git("config", "remote.peer.annex-uuid", served.uuid());
    }

    private static void assertWherryWasAsked() throws IOException {
        assertThat(Files.readString(asked), containsString("'p2pstdio'"));
    }

    @Test
    public void contentGoesBothWays() throws IOException {
        client.stock().annex("get", file);
        assertThat(Files.mismatch(served.folder().resolve(file), client.folder().resolve(file)), is(-1L));
        String sent = client.add("sent" + clients, BYTES, clients + 100);
        client.stock().annex("copy", "--to=peer", "sent" + clients);
        assertThat(served.content(sent).isPresent(), is(true));
        assertThat(served.recordsPresence(sent, served.uuid()), is(true));
        assertWherryWasAsked();
    }

    @Test
    public void presenceIsAskedForAndContentIsRemoved() throws IOException {
        client.stock().annex("checkpresentkey", key, "peer");
        client.stock().annex("get", file);
        client.stock().annex("drop", "--from=peer", file);
        assertThat(served.content(key).isPresent(), is(false));
        assertThat(client.stock().tryAnnex("checkpresentkey", key, "peer").exitCode(), is(1));
        assertWherryWasAsked();
    }

    @Test
    public void theLastCopyIsLockedThereWhileItIsDroppedHere() throws IOException {
        client.stock().annex("get", file);
        client.stock().annex("drop", file);
        assertThat(client.content(key).isPresent(), is(false));
        assertThat(served.content(key).isPresent(), is(true));
        client.stock().annex("move", "--from=peer", file);
        assertThat(client.content(key).isPresent(), is(true));
        assertThat(served.content(key).isPresent(), is(false));
        assertWherryWasAsked();
    }

    @Test
    public void aReadOnlyRepositoryIsReadOnly() throws IOException {
        Files.writeString(options, "--read-only");
        client.stock().annex("get", file);
        String sent = client.add("sent" + clients, BYTES, clients + 100);
        Outcome copy = client.stock().tryAnnex("copy", "--to=peer", "sent" + clients);
        assertThat(copy.toString(), copy.exitCode(), is(1));
        assertThat(served.content(sent).isPresent(), is(false));
        Outcome drop = client.stock().tryAnnex("drop", "--from=peer", file);
        assertThat(drop.toString(), drop.exitCode(), is(1));
        assertThat(drop.toString(), containsString("this repository is read-only; write access denied"));
        assertThat(served.content(key).isPresent(), is(true));
        assertWherryWasAsked();
    }

    @Test
    public void anAppendOnlyRepositoryKeepsWhatItHas() throws IOException {
        Files.writeString(options, "--append-only");
        String sent = client.add("sent" + clients, BYTES, clients + 100);
        client.stock().annex("copy", "--to=peer", "sent" + clients);
        assertThat(served.content(sent).isPresent(), is(true));
        client.stock().annex("get", file);
        Outcome drop = client.stock().tryAnnex("drop", "--from=peer", file);
        assertThat(drop.toString(), drop.exitCode(), is(1));
        assertThat(drop.toString(), containsString("this repository is append-only; removal denied"));
        assertThat(served.content(key).isPresent(), is(true));
    }

    @Test
    public void anotherRepositoryThanExpectedIsNotUsed() throws IOException {
        client.stock().git("config", "remote.peer.annex-uuid", "22222222-2222-3333-4444-555555555555");
        Outcome get = client.stock().tryAnnex("get", "--from=peer", "--force", file);
        assertThat(client.content(key).isPresent(), is(false));
        assertThat(get.toString(), get.timedOut(), is(false));
        assertThat(home.wherry("links").out(), not(containsString("p2pstdio")));
    }

    @Test
    @Shows("p2pstdio --ssh")
    public void gitFetchesAndPushesByTheSameKey() throws IOException {
        client.stock().git("fetch", "--quiet", "peer");
        assertThat(
                client.stock().git("rev-parse", "peer/main").out(),
                is(served.stock().git("rev-parse", "main").out()));
        client.stock().git("push", "--quiet", "peer", "HEAD:refs/heads/pushed" + clients);
        served.stock().git("rev-parse", "--verify", "pushed" + clients);
        Files.writeString(options, "--no-push");
        Outcome refused = client.stock().tryGit(Surroundings.LIMIT, "push", "peer", "HEAD:refs/heads/more");
        assertThat(refused.toString(), refused.err(), containsString("this key may not push (no-push)"));
        client.stock().annex("get", file);
        client.stock().annex("drop", "--from=peer", file);
        assertThat(served.content(key).isPresent(), is(false));
    }

    @Test
    public void gitAnnexLearnsTheUuidAndNothingElseIsDone() throws IOException {
        client.stock().git("config", "--unset", "remote.peer.annex-uuid");
        client.stock().annex("get", file);
        assertThat(client.stock().git("config", "remote.peer.annex-uuid").out().strip(), is(served.uuid()));
        for (String command : new String[] {"id", "git-upload-pack '/'", "git-annex-shell 'dropkey' '/' x; id", "sh"}) {
            Outcome outcome = client.stock()
                    .surroundings()
                    .run(
                            client.folder(),
                            "sh",
                            "-c",
                            "$GIT_SSH_COMMAND -p " + port + " 127.0.0.1 \"$1\"",
                            "sh",
                            command);
            assertThat(outcome.toString(), outcome.exitCode(), is(1));
            assertThat(outcome.out(), is(""));
        }
    }
}
