package wherry.conformance;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.Assume.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.After;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.RuleChain;
import wherry.kit.programs.Outcome;
import wherry.kit.programs.Peers;
import wherry.kit.programs.Surroundings;
import wherry.kit.programs.ThrowawayRepository;
import wherry.kit.programs.WherryHome;
import wherry.kit.programs.Workplace;

/**
 * A repository on a small disk of its own, that gets full and that can be made read-only. It is mounted in a namespace of mounts
 * which only the node is in, so that nothing is left of it when the node is gone.
 */
public class HardDiskIT {
    @ClassRule
    public static final RuleChain RULES = RuleChain.outerRule(new NeedsPrograms("unshare", "nsenter", "mount"))
            .around(new NeedsDistribution());

    private static final int KEPT_BYTES = 200_000;
    private static final byte[] SMALL = "a small one\n".getBytes(StandardCharsets.US_ASCII);
    private static final String BIG_KEY = "URL--big";
    private static final byte[] BIG = new byte[48 << 20];
    private static final String TOO_LITTLE_SPACE = "not enough free space";

    private Workplace workplace;
    private WherryHome home;
    private Path disk;
    private ThrowawayRepository served;
    private String kept;
    private String address;
    private RawPeer peer;

    @Before
    public void serveFromADiskOfItsOwn() throws IOException {
        workplace = Workplace.open();
        Outcome may = workplace.surroundings().run(workplace.path("home"), "unshare", "-m", "true");
        assumeTrue("no namespace of mounts may be made here: " + may.err(), may.exitCode() == 0);
        disk = Files.createDirectory(workplace.path("disk"));
        home = WherryHome.in(workplace, "w");
        String mount = "mount -t tmpfs -o size=24m,mode=755 none \"$0\" && exec \"$@\"";
        home.start("unshare", "-m", "--propagation", "private", "sh", "-c", mount, disk.toString());
        Path folder = disk.resolve("served");
        root("mkdir", folder.toString());
        served = ThrowawayRepository.create(inside(), folder);
        root(
                "sh",
                "-c",
                "head -c " + KEPT_BYTES + " /dev/urandom >\"$0\"",
                folder.resolve("kept.bin").toString());
        served.stock().annex("add", "--quiet", "kept.bin");
        served.stock().git("commit", "--quiet", "--message=kept");
        kept = served.key("kept.bin");
        home.wherry("serve", served.folder().toString());
        address = home.address(served, "tcpip");
        peer = RawPeer.connect(address);
    }

    /** An environment in which git and git-annex see the node's disk. */
    private Surroundings inside() {
        Path programs = workplace.path("inside");
        for (String program : new String[] {"git", "git-annex", "sh"}) {
            Path real = Peers.find(program).orElseThrow();
            String enter =
                    "exec nsenter -t " + home.node().pid() + " -m /bin/sh -c 'cd \"$0\" && exec \"$@\"' \"$PWD\" ";
            Surroundings.script(programs.resolve(program), "#!/bin/sh\n" + enter + real + " \"$@\"\n");
        }
        return home.surroundings().pathFirst(programs);
    }

    private Outcome root(String... command) {
        return home.surroundings()
                .run(
                        workplace.path("home"),
                        Stream.concat(
                                        Stream.of(
                                                "nsenter",
                                                "-t",
                                                Long.toString(home.node().pid()),
                                                "-m"),
                                        Stream.of(command))
                                .toArray(String[]::new))
                .ok();
    }

    @After
    public void end() throws IOException {
        if (peer != null) {
            peer.close();
        }
        if (home != null) {
            home.close();
        }
        workplace.close();
    }

    private void assertKept() throws IOException {
        assertThat(peer.ask("CHECKPRESENT " + kept), equalTo("SUCCESS"));
        String got = peer.get(kept);
        assertThat(got.substring(0, 6), equalTo("VALID "));
        assertThat(got.length(), is(6 + KEPT_BYTES));
    }

    private void assertSound() {
        assertThat(served.stock().annex("fsck", "--all", "--in=here", "--quiet").err(), equalTo(""));
        assertThat(served.stock().git("fsck", "--no-progress").exitCode(), is(0));
    }

    private static String refused(String answer) {
        return Optional.of(answer)
                .filter(a -> a.equals("FAILURE") || a.startsWith("ERROR "))
                .orElse("taken: " + answer);
    }

    @Test
    public void contentThatCannotFitIsRefusedBeforeItIsSent() throws IOException {
        String key = "WORM-s12--small";
        assertThat(peer.put(key, SMALL), startsWith("ERROR "));
        assertThat("annex.diskreserve is 100 MB", home.log().contains(TOO_LITTLE_SPACE), is(true));
        assertKept();

        served.stock().git("config", "annex.diskreserve", "1kB");
        assertThat(peer.put(key, SMALL), equalTo("SUCCESS"));
        assertThat(peer.put("WORM-s" + BIG.length + "--big", BIG), startsWith("ERROR "));
        assertKept();
        assertSound();
    }

    @Test
    public void fullDiskFailsWhatComesInAndNothingElse() throws IOException {
        served.stock().git("config", "annex.diskreserve", "0");
        assertThat(peer.put(BIG_KEY, BIG), equalTo("FAILURE"));
        assertThat(peer.ask("CHECKPRESENT " + BIG_KEY), equalTo("FAILURE"));
        assertKept();
        Path filler = disk.resolve("filler");
        root("sh", "-c", "cat /dev/zero >\"$0\" 2>/dev/null || true", filler.toString());
        assertThat(refused(peer.put("URL--small", SMALL)), not(startsWith("taken")));
        assertThat(refused(peer.ask("LOCKCONTENT " + kept)), not(startsWith("taken")));
        assertKept();

        root("rm", filler.toString());
        assertThat(peer.put("URL--small", SMALL), equalTo("SUCCESS"));
        assertThat(peer.get("URL--small"), equalTo("VALID " + new String(SMALL, StandardCharsets.US_ASCII)));
        assertThat(peer.ask("REMOVE URL--small"), equalTo("SUCCESS"));
        assertKept();
        assertSound();
    }

    private long free() {
        String blocks = root("stat", "-f", "-c", "%a %S", disk.toString()).out().strip();
        String[] words = blocks.split(" ", -1);
        return Long.parseLong(words[0]) * Long.parseLong(words[1]);
    }

    @Test
    public void reserveStaysFreeWhateverComes() throws IOException {
        long reserve = 10_000_000;
        served.stock().git("config", "annex.diskreserve", "10MB");
        // Of such a key nobody knows how much is still to come.
        assertThat(peer.put(BIG_KEY, BIG), equalTo("FAILURE"));
        assertThat(home.log(), containsString(TOO_LITTLE_SPACE));
        assertThat(free(), is(greaterThan(reserve)));

        ThrowawayRepository other = ThrowawayRepository.create(home.surroundings(), workplace.path("other"));
        Path big = Files.write(other.folder().resolve("big.bin"), BIG);
        other.stock().annex("setkey", BIG_KEY, big.toString());
        String from = home.serve(other, "tcpip");
        Outcome get = home.tryWherry(
                "key", "get", from, BIG_KEY, served.folder().resolve("out").toString());
        assertThat(get.exitCode(), is(3));
        assertThat(get.err(), containsString("annex.diskreserve"));
        assertThat(free(), is(greaterThan(reserve)));
        root("rm", "-f", served.folder().resolve("out.part").toString());

        byte[] random = new byte[24 << 20];
        new Random(1).nextBytes(random);
        Files.write(other.folder().resolve("random.bin"), random);
        other.stock().git("config", "annex.gitaddtoannex", "false");
        other.stock().git("add", "random.bin");
        other.stock().git("commit", "--quiet", "--message=in git itself");
        other.link("full", address);
        Outcome push = home.ownHelperFirst()
                .run(other.folder(), Duration.ofMinutes(1), "", "git", "push", "full", "HEAD:refs/heads/random");
        assertThat(push.exitCode(), is(not(0)));
        assertThat(push.err(), containsString("pack exceeds maximum allowed size"));
        assertThat(free(), is(greaterThan(reserve)));
        assertKept();
        assertSound();
    }

    @Test
    public void readOnlyDiskIsReadAndRefusesTheRest() throws IOException {
        served.stock().git("config", "annex.diskreserve", "0");
        assertThat(peer.put("URL--early", SMALL), equalTo("SUCCESS"));
        served.stock().annex("merge");

        root("mount", "-o", "remount,ro", disk.toString());
        assertKept();
        assertThat(refused(peer.put("URL--small", SMALL)), not(startsWith("taken")));
        assertThat(refused(peer.ask("LOCKCONTENT " + kept)), not(startsWith("taken")));
        assertThat(refused(peer.ask("REMOVE " + kept)), not(startsWith("taken")));
        try (RawPeer another = RawPeer.connect(address)) {
            assertThat(another.ask("CHECKPRESENT " + kept), equalTo("SUCCESS"));
        }
        assertKept();

        root("mount", "-o", "remount,rw", disk.toString());
        assertThat(peer.put("URL--small", SMALL), equalTo("SUCCESS"));
        assertThat(peer.ask("LOCKCONTENT " + kept), equalTo("SUCCESS"));
        peer.say("UNLOCKCONTENT");
        assertKept();
        assertSound();
    }
}
