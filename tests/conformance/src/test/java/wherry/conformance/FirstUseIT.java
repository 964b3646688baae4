package wherry.conformance;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.Assume.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.After;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Test;
import wherry.kit.programs.Outcome;
import wherry.kit.programs.Peers;
import wherry.kit.programs.Surroundings;
import wherry.kit.programs.WherryHome;
import wherry.kit.programs.Workplace;

/**
 * The first use as the README has it, command by command out of its own text: by two users on two machines, each a network
 * namespace, of whom neither can do anything in the home of the other.
 */
public class FirstUseIT {
    @ClassRule
    public static final NeedsDistribution DISTRIBUTION = new NeedsDistribution();

    @ClassRule
    public static final NeedsPrograms PROGRAMS = new NeedsPrograms();

    private static final Pattern BLOCK = Pattern.compile("(?s)```sh\n(.*?)```");
    private static final Pattern ADDRESS = Pattern.compile("reach as ([0-9.]+)");
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final int YOU = 54_331;
    private static final int THEY = 54_332;

    private Workplace workplace;
    private NetworkOfTwo network;
    private String yours;
    private String theirs;

    @Before
    public void makeTwoMachines() throws IOException {
        assumeTrue("only root can make networks", "root".equals(System.getProperty("user.name")));
        String readme = Files.readString(Peers.tree().resolve("README.md"));
        String firstUse = readme.substring(readme.indexOf("\n## First use"), readme.indexOf("\n## What it does"));
        List<String> blocks =
                BLOCK.matcher(firstUse).results().map(block -> block.group(1)).toList();
        assertThat("one for each of two machines", blocks.size(), is(2));
        yours = blocks.get(0);
        theirs = blocks.get(1);
        Matcher address = ADDRESS.matcher(firstUse);
        assertThat(address.find(), is(true));

        workplace = Workplace.open();
        Files.setPosixFilePermissions(workplace.path(""), PosixFilePermissions.fromString("rwxr-xr-x"));
        network = new NetworkOfTwo(workplace, address.group(1), "192.0.2.8");
        home("you", YOU);
        home("they", THEY);
    }

    private void home(String name, int user) throws IOException {
        Path home = Files.createDirectory(workplace.path(name));
        Files.createSymbolicLink(home.resolve("wherry"), WherryHome.distribution());
        workplace
                .surroundings()
                .run(workplace.path("home"), "chown", "-hR", user + ":" + user, home.toString())
                .ok();
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwx------"));
    }

    @After
    public void end() {
        if (network != null) {
            network.close();
        }
        if (workplace != null) {
            workplace.close();
        }
    }

    private Surroundings user(String name, Surroundings around) {
        Surroundings own = around.with("HOME", workplace.path(name).toString())
                .with("TMPDIR", workplace.path(name).toString());
        return name.equals("you") ? network.first(own, YOU) : network.second(own, THEY);
    }

    private Outcome type(String name, Surroundings around, String input, String commands) {
        // Whoever types sees each command fail.
        return user(name, around).run(workplace.path(name), LIMIT, input, "sh", "-ec", commands);
    }

    private void firstUse(Surroundings around, String makeAnnex) throws IOException {
        byte[] film = new byte[300_000];
        new Random(7).nextBytes(film);
        Path before = workplace.path("film");
        Files.write(before, film);
        try {
            type(
                            "you",
                            around,
                            "",
                            "PATH=~/wherry/bin:$PATH; mkdir annex; cd annex; git init -q; cp " + before + " .\n"
                                    + makeAnnex)
                    .ok();

            Outcome served = type("you", around, "", yours).ok();
            List<String> lines = served.lines();
            String invitation = lines.get(lines.size() - 1);
            assertThat(invitation, containsString("p2p-annex::tcpip:192.0.2.7:"));
            assertThat(served.err(), not(containsString("from this machine only")));
            Outcome cloned = type("they", around, invitation + "\n", theirs).ok();

            Path got = workplace.path("they").resolve("annex/film");
            assertThat(cloned.out(), containsString("get film"));
            assertThat(Files.mismatch(before, got), is(-1L));
            assertThat(Files.isSymbolicLink(got), is(true));
        } finally {
            type("you", around, "", "~/wherry/bin/wherry stop");
            type("they", around, "", "~/wherry/bin/wherry stop");
        }
    }

    @Test
    public void theFirstUseOfTheReadmeWorksWithGitAnnex() throws IOException {
        Surroundings with = workplace.surroundings();
        firstUse(with, "git annex init -q; git annex add -q film; git commit -qm film");
        type("they", with, "", "cd annex; git annex fsck -q film; git annex whereis film")
                .ok();
    }

    @Test
    public void theFirstUseOfTheReadmeWorksWithoutGitAnnex() throws IOException {
        Surroundings without = workplace.surroundings().pathWithout("git-annex");
        firstUse(without, "wherry init; wherry annex add film; git commit -qm film");
        assertThat(type("they", without, "", "command -v git-annex").exitCode(), is(not(0)));
    }
}
