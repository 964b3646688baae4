package wherry.conformance;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.io.IOException;
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
import wherry.kit.programs.Outcome;
import wherry.kit.programs.Patience;
import wherry.kit.programs.Running;
import wherry.kit.programs.Surroundings;
import wherry.kit.programs.ThrowawayRepository;
import wherry.kit.programs.WherryHome;
import wherry.kit.programs.Workplace;

/** {@code wherry p2pstdio} below socat, below a program of the user's, and for whoever tries it by hand. */
public class P2pStdioIT {
    @ClassRule
    public static final RuleChain RULES =
            RuleChain.outerRule(new NeedsPrograms("socat")).around(new NeedsDistribution());

    private static final Duration READY = Duration.ofSeconds(20);
    private static final int BYTES = 400_000;

    private static Workplace workplace;
    private static WherryHome home;
    private static ThrowawayRepository served;
    private static String key;
    private String token;
    private static int clients;

    @BeforeClass
    public static void makeRepository() throws IOException {
        workplace = Workplace.open();
        home = WherryHome.in(workplace, "w");
        home.start();
        served = ThrowawayRepository.create(home.surroundings(), workplace.path("served"));
        key = served.add("file.bin", BYTES, 1);
        // It has an address and tokens, but no node serves it.
        home.wherryIn(served.folder(), "p2p", "--enable", "tcpip").ok();
        Path folder = Files.createDirectories(home.home().resolve("conf/exec"));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        program("there", "exec '" + wherry() + "' p2pstdio '" + served.folder() + "'");
    }

    private static Path wherry() {
        return WherryHome.distribution().resolve("bin/wherry");
    }

    private static void program(String name, String command) throws IOException {
        Path file = home.home().resolve("conf/exec").resolve(name);
        Files.writeString(file, "#!/bin/sh\n" + command + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @AfterClass
    public static void stop() {
        if (workplace != null) {
            home.close();
            workplace.close();
        }
    }

    private Surroundings withToken;

    @Before
    public void setToken() {
        // One for each test, since the environment's token goes to no other address than the first that admitted it.
        String address = home.address(served, "tcpip");
        token = address.substring(address.lastIndexOf(':') + 1);
        withToken = home.ownHelperFirst().with("GIT_ANNEX_P2P_AUTHTOKEN", token);
    }

    private Outcome key(String... arguments) {
        String[] command = new String[arguments.length + 2];
        command[0] = wherry().toString();
        command[1] = "key";
        System.arraycopy(arguments, 0, command, 2, arguments.length);
        return withToken.run(workplace.path("home"), command);
    }

    private static Outcome stdio(String input, String... options) {
        String[] command = new String[options.length + 2];
        command[0] = "p2pstdio";
        System.arraycopy(options, 0, command, 1, options.length);
        command[command.length - 1] = served.folder().toString();
        return home.answer(workplace.path("home"), input, command);
    }

    @Test
    public void aPeerThatTheCallerKnowsIsGreetedAndServed() {
        Outcome outcome = stdio("VERSION 4\nCHECKPRESENT " + key + "\nFOO\n", "--as", "u1", "--uuid", served.uuid())
                .ok();

        assertThat(
                outcome.out(), is("AUTH-SUCCESS " + served.uuid() + "\nVERSION 4\nSUCCESS\nERROR unknown command\n"));
        assertThat(outcome.err(), is(""));
    }

    @Test
    public void anybodyElseNeedsATokenOfTheRepository() {
        assertThat(
                stdio("CHECKPRESENT " + key + "\nAUTH u1 beef\nAUTH u1 " + token + "\nCHECKPRESENT " + key + "\n")
                        .ok()
                        .out(),
                is("ERROR unexpected command\nAUTH-FAILURE\nAUTH-SUCCESS " + served.uuid() + "\nSUCCESS\n"));
    }

    @Test
    public void anotherRepositoryThanExpectedIsAnErrorWithoutAWordOnStandardOutput() {
        Outcome outcome = stdio("VERSION 4\n", "--as", "u1", "--uuid", "22222222-2222-3333-4444-555555555555")
                .exited(1);

        assertThat(outcome.out(), is(""));
        assertThat(outcome.err(), containsString(served.uuid()));
    }

    @Test
    public void rightsAreLimitedAsGitAnnexShellLimitsThem() {
        String asked = "REMOVE " + key + "\nPUT  SHA256E-s1--absent\n";
        assertThat(
                stdio(asked, "--as", "u1", "--read-only").ok().out(),
                is("AUTH-SUCCESS " + served.uuid() + "\nERROR this repository is read-only; write access denied\n"
                        + "ERROR this repository is read-only; write access denied\n"));
        assertThat(
                stdio(asked, "--as", "u1", "--append-only").ok().out(),
                is("AUTH-SUCCESS " + served.uuid() + "\nERROR this repository is append-only; removal denied\n"
                        + "PUT-FROM 0\n"));
    }

    @Test
    public void socatCarriesItAndASocketFileIsAnAddress() throws IOException {
        Path socket = workplace.path("s.sock");
        try (Running socat = home.surroundings()
                .start(
                        workplace.path("home"),
                        "socat",
                        "UNIX-LISTEN:" + socket + ",fork",
                        "EXEC:" + wherry() + " p2pstdio " + served.folder())) {
            Patience.until("socat listens", READY, () -> Files.exists(socket), socat::toString);
            checkContentAt("p2p-annex::unix:" + socket);
        }
    }

    @Test
    public void aProgramOfTheUsersIsAnAddress() throws IOException {
        checkContentAt("p2p-annex::exec:there");
    }

    private void checkContentAt(String address) throws IOException {
        assertThat(key("check", address, key).ok().out(), is("present\n"));
        Path file = workplace.path("got" + ++clients);
        key("get", address, key, file.toString()).ok();
        assertThat(Files.mismatch(file, served.folder().resolve("file.bin")), is(-1L));
        Path clone = workplace.path("clone" + clients);
        withToken
                .run(workplace.path("home"), "git", "clone", "--quiet", address, clone.toString())
                .ok();
        assertThat(Files.isSymbolicLink(clone.resolve("file.bin")), is(true));
        assertThat(home.wherry("links").out(), not(containsString(address)));
    }

    @Test
    public void stockGitAnnexFindsTheProgramToo() throws IOException {
        ThrowawayRepository client = served.cloneTo(workplace.path("client"));
        client.stock().git("remote", "remove", "origin");
        client.link("peer", "p2p-annex::exec:there:" + token);

        client.stock().annex("get", "file.bin");
        String sent = client.add("sent.bin", BYTES, 2);
        client.stock().annex("copy", "--to=peer", "sent.bin");

        assertThat(
                Files.mismatch(
                        served.folder().resolve("file.bin"), client.folder().resolve("file.bin")),
                is(-1L));
        assertThat(served.content(sent).isPresent(), is(true));
    }

    @Test
    public void addressesThatNameNoProgramOfTheUsersAreRefusedWithASentence() {
        for (String name : new String[] {"absent", "../exec/there", "/bin/sh", "there;id"}) {
            Outcome outcome = key("check", "p2p-annex::exec:" + name, key).exited(3);
            assertThat(outcome.err(), containsString("conf/exec"));
        }
    }

    @Test
    public void whyAProgramFailedIsTold() throws IOException {
        program("broken", "echo 'Host key verification failed.' >&2; exit 255");
        assertThat(
                key("check", "p2p-annex::exec:broken", key).exited(3).err(),
                containsString("Host key verification failed."));
    }

    @Test
    public void itsVariablesMeanWhatTheyMeanToTheRealGitAnnexShell() {
        String top = served.folder().toString();
        String input = "VERSION 4\nREMOVE SHA256E-s1--absent\n";
        for (String[] variable : new String[][] {
            {"GIT_ANNEX_SHELL_READONLY", ""},
            {"GIT_ANNEX_SHELL_READONLY", "0"},
            {"GIT_ANNEX_SHELL_READONLY", "false"},
            {"GIT_ANNEX_SHELL_APPENDONLY", "0"},
            {"GIT_ANNEX_SHELL_APPENDONLY", ""},
            {"GIT_ANNEX_SHELL_LIMITED", "1"},
            {"GIT_ANNEX_SHELL_DIRECTORY", top},
            {"GIT_ANNEX_SHELL_DIRECTORY", top + "/"},
            {"GIT_ANNEX_SHELL_DIRECTORY", top + "/../served"},
            {"GIT_ANNEX_SHELL_DIRECTORY", "../served"},
            {"GIT_ANNEX_SHELL_DIRECTORY", ""},
            {"GIT_ANNEX_SHELL_DIRECTORY", "~/served"},
            {"GIT_ANNEX_SHELL_DIRECTORY", "/"}
        }) {
            Surroundings set = home.surroundings().with(variable[0], variable[1]);
            Outcome real = set.run(
                    served.folder(),
                    Surroundings.LIMIT,
                    input,
                    "git-annex-shell",
                    "p2pstdio",
                    top,
                    "u1",
                    "--uuid",
                    served.uuid());
            Outcome ours = set.run(
                    served.folder(),
                    Surroundings.LIMIT,
                    input,
                    wherry().toString(),
                    "p2pstdio",
                    "--as",
                    "u1",
                    "--uuid",
                    served.uuid(),
                    top);
            String name = String.join("=", variable);
            assertThat(name, ours.out(), is(real.out()));
            assertThat(name, ours.exitCode(), is(real.exitCode()));
            String why = real.err().strip().replaceFirst("git-annex-shell: ", "");
            assertThat(name, ours.err(), containsString(why));
        }
    }
}
