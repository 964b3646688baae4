package wherry.conformance;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.Assume.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Set;
import org.junit.After;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.RuleChain;
import wherry.kit.programs.Outcome;
import wherry.kit.programs.Surroundings;
import wherry.kit.programs.ThrowawayRepository;
import wherry.kit.programs.WherryHome;
import wherry.kit.programs.Workplace;

/** The node of a user who has no privileges, in whose repository some things belong to somebody else. */
public class PermissionDeniedIT {
    @ClassRule
    public static final RuleChain RULES =
            RuleChain.outerRule(new NeedsPrograms("setpriv", "chown")).around(new NeedsDistribution());

    private static final String USER = "65534";
    private static final int BYTES = 300_000;
    private static final byte[] SMALL = "a small one\n".getBytes(StandardCharsets.US_ASCII);
    private static final String SMALL_KEY = "WORM-s12--small";

    private Workplace workplace;
    private WherryHome home;
    private ThrowawayRepository served;
    private String kept;
    private String other;
    private String address;
    private RawPeer peer;

    @Before
    public void serveAsAUserWithoutPrivileges() throws IOException {
        assumeTrue("only root can give files to another user", "root".equals(System.getProperty("user.name")));
        workplace = Workplace.open();
        Path top = workplace.path("");
        Files.setPosixFilePermissions(top, PosixFilePermissions.fromString("rwxr-xr-x"));
        asRoot("chown", "-R", USER + ":" + USER, top.toString());
        Surroundings unprivileged =
                workplace.surroundings().below("setpriv", "--reuid=" + USER, "--regid=" + USER, "--clear-groups", "--");
        Outcome may = unprivileged.run(
                workplace.path("home"),
                WherryHome.distribution().resolve("bin/wherry").toString(),
                "--help");
        assumeTrue("user " + USER + " cannot run what was built here: " + may.err(), may.exitCode() == 0);
        home = WherryHome.in(workplace, unprivileged, "w");
        home.start();
        served = repository("served");
        kept = add(served, "kept.bin");
        other = add(served, "other.bin");
        address = home.serve(served, "tcpip");
        peer = RawPeer.connect(address);
    }

    private void asRoot(String... command) {
        workplace.surroundings().run(workplace.path("home"), command).ok();
    }

    private ThrowawayRepository repository(String name) throws IOException {
        Path folder = Files.createDirectory(workplace.path(name));
        asRoot("chown", USER + ":" + USER, folder.toString());
        return ThrowawayRepository.create(home.surroundings(), folder);
    }

    private static String add(ThrowawayRepository repository, String file) {
        repository
                .stock()
                .surroundings()
                .run(repository.folder(), "sh", "-c", "head -c " + BYTES + " /dev/urandom >" + file)
                .ok();
        repository.stock().annex("add", "--quiet", file);
        repository.stock().git("commit", "--quiet", "--message=" + file);
        return repository.key(file);
    }

    @After
    public void end() throws IOException {
        if (peer != null) {
            peer.close();
        }
        if (home != null) {
            home.close();
        }
        if (workplace != null) {
            workplace.close();
        }
    }

    /** Root has taken something away, until this is closed. */
    private record Taken(Path file, UserPrincipal owner, Set<PosixFilePermission> mode) implements AutoCloseable {
        static Taken by(Path file, String mode) throws IOException {
            Taken taken = new Taken(file, Files.getOwner(file), Files.getPosixFilePermissions(file));
            set(file, file.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("root"), mode);
            return taken;
        }

        private static void set(Path file, UserPrincipal owner, String mode) throws IOException {
            Files.setAttribute(file, "posix:owner", owner, LinkOption.NOFOLLOW_LINKS);
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
        }

        @Override
        public void close() throws IOException {
            set(file, owner, PosixFilePermissions.toString(mode));
        }
    }

    private Path annex(String name) {
        return served.folder().resolve(".git/annex").resolve(name);
    }

    private Path object(String key) throws IOException {
        return served.content(key).orElseThrow().toRealPath();
    }

    private static String explained(Path file) {
        return "permission denied: " + file + " belongs to root";
    }

    private void assertExplainedInTheLog(Path file) {
        assertThat(home.log(), containsString(explained(file)));
    }

    private void assertServed(String key) throws IOException {
        assertThat(peer.ask("CHECKPRESENT " + key), equalTo("SUCCESS"));
        assertThat(peer.get(key), startsWith("VALID "));
    }

    private void assertSound() {
        assertThat(served.stock().annex("fsck", "--all", "--in=here", "--quiet").err(), equalTo(""));
        assertThat(served.stock().git("fsck", "--no-progress").exitCode(), is(0));
    }

    private ThrowawayRepository client() {
        ThrowawayRepository client = served.cloneTo(workplace.path("client"));
        client.stock().git("remote", "remove", "origin");
        client.link("peer", home.address(served, "tcpip"));
        return client;
    }

    @Test
    public void anObjectThatMayNotBeReadIsRefusedInWordsAndTheOthersAreServed() throws IOException {
        ThrowawayRepository client = client();
        Path object = object(kept);
        try (Taken taken = Taken.by(object, "r--------")) {
            assertThat(peer.get(kept), equalTo("ERROR the content could not be opened"));
            assertServed(other);
            assertExplainedInTheLog(object);
            client.stock().tryAnnex("get", "kept.bin", "other.bin").exited(1);
            assertThat(
                    home.wherryIn(client.folder(), "annex", "get", "kept.bin")
                            .exited(1)
                            .err(),
                    containsString(": the content could not be opened"));
            assertThat(client.content(kept).isPresent(), is(false));
            assertThat(client.content(other).isPresent(), is(true));
        }
        assertServed(kept);
        client.stock().annex("get", "kept.bin");
        assertSound();
    }

    @Test
    public void whatCannotBeLookedAtIsNeitherAbsentNorRemoved() throws IOException {
        ThrowawayRepository client = client();
        Path hidden = object(kept).getParent().getParent();
        try (Taken taken = Taken.by(hidden, "rwx------")) {
            for (String question : new String[] {"CHECKPRESENT ", "REMOVE ", "GET 0 f ", "PUT f "}) {
                assertThat(question, peer.ask(question + kept), startsWith("ERROR "));
            }
            assertThat(peer.ask("LOCKCONTENT " + kept), equalTo("FAILURE"));
            assertExplainedInTheLog(hidden);
            assertServed(other);
            client.stock().tryAnnex("checkpresentkey", kept, "peer").exited(100);
            client.stock().tryAnnex("fsck", "--fast", "--from=peer", "kept.bin").exited(1);
            assertThat(client.recordsPresence(kept, served.uuid()), is(true));
            assertThat(
                    home.wherryIn(served.folder(), "annex", "fsck", "kept.bin")
                            .exited(1)
                            .err(),
                    containsString(explained(hidden)));
        }
        assertServed(kept);
        assertThat(served.recordsPresence(kept, served.uuid()), is(true));
        assertSound();
    }

    @Test
    public void objectsThatMayNotBeWrittenLeaveWhatCameForTheNextTry() throws IOException {
        ThrowawayRepository client = client();
        String sent = add(client, "sent.bin");
        try (Taken taken = Taken.by(annex("objects"), "rwxr-xr-x")) {
            assertThat(peer.put(SMALL_KEY, SMALL), equalTo("FAILURE"));
            assertServed(kept);
            assertExplainedInTheLog(annex("objects"));
            client.stock().tryAnnex("move", "--to=peer", "sent.bin").exited(1);
            assertThat("the only copy", client.content(sent).isPresent(), is(true));
        }
        assertThat("nothing needs to be sent again", peer.ask("PUT f " + sent), equalTo("PUT-FROM " + BYTES));
        peer.say("ERROR never mind");
        assertThat(peer.put(SMALL_KEY, SMALL), equalTo("SUCCESS"));
        client.stock().annex("move", "--to=peer", "sent.bin");
        assertServed(sent);
        assertThat(client.content(sent).isPresent(), is(false));
        assertSound();
    }

    @Test
    public void foldersForTransfersThatMayNotBeWrittenRefuseBeforeAnythingIsSent() throws IOException {
        assertThat(peer.put("WORM-s12--first", SMALL), equalTo("SUCCESS"));
        for (String folder : new String[] {"tmp", "transfer/download/lck"}) {
            try (Taken taken = Taken.by(annex(folder), "rwxr-xr-x")) {
                assertThat(peer.ask("PUT f " + SMALL_KEY), startsWith("ERROR "));
                assertExplainedInTheLog(annex(folder));
                assertServed(kept);
            }
        }
        assertThat(peer.put(SMALL_KEY, SMALL), equalTo("SUCCESS"));
        assertSound();
    }

    @Test
    public void aJournalThatMayNotBeWrittenNeitherForgetsNorLosesContent() throws IOException {
        assertThat(peer.put("WORM-s12--first", SMALL), equalTo("SUCCESS"));
        served.stock().annex("merge");
        try (Taken taken = Taken.by(annex("journal"), "rwxr-xr-x")) {
            assertThat(peer.put(SMALL_KEY, SMALL), startsWith("ERROR "));
            assertThat(peer.ask("REMOVE " + kept), startsWith("ERROR "));
            assertExplainedInTheLog(annex("journal"));
            assertServed(kept);
            assertServed(other);
        }
        assertThat(peer.put(SMALL_KEY, SMALL), equalTo("SUCCESS"));
        assertThat(served.recordsPresence(SMALL_KEY, served.uuid()), is(true));
        assertThat(served.recordsPresence(kept, served.uuid()), is(true));
        assertThat(peer.ask("REMOVE " + kept), equalTo("SUCCESS"));
        assertThat(served.recordsPresence(kept, served.uuid()), is(false));
        assertSound();
    }

    @Test
    public void tokensThatMayNotBeReadLetNobodyInAndCutNobodyOff() throws IOException {
        Path tokens = annex("creds/p2pauth");
        try (Taken taken = Taken.by(tokens, "rw-------")) {
            try (RawPeer another = RawPeer.connect(address)) {
                assertThat(another.greeting(), equalTo("ERROR tokens cannot be checked now"));
            }
            assertExplainedInTheLog(tokens);
            assertServed(kept);
            assertThat(
                    home.wherryIn(served.folder(), "p2p", "--gen-addresses")
                            .exited(1)
                            .err(),
                    containsString(explained(tokens)));
        }
        try (RawPeer another = RawPeer.connect(address)) {
            assertThat(another.greeting(), equalTo("AUTH-SUCCESS " + served.uuid()));
        }
    }

    @Test
    public void aConfigurationThatMayNotBeReadIsNamedAndWhatIsServedGoesOn() throws IOException {
        Path config = served.folder().resolve(".git/config");
        try (Taken taken = Taken.by(config, "rw-------")) {
            assertThat("as it was read before", peer.put(SMALL_KEY, SMALL), equalTo("SUCCESS"));
            for (String[] command : new String[][] {{"peers"}, {"annex", "whereis"}, {"p2p", "--gen-addresses"}}) {
                assertThat(home.wherryIn(served.folder(), command).exited(1).err(), containsString(explained(config)));
            }
        }
        assertServed(kept);
        assertServed(SMALL_KEY);
    }

    @Test
    public void aRepositoryThatMayNotBeEnteredIsNotServed() throws IOException {
        ThrowawayRepository another = repository("another");
        Path git = another.folder().resolve(".git");
        try (Taken taken = Taken.by(git, "rwx------")) {
            assertThat(
                    home.tryWherry("serve", another.folder().toString())
                            .exited(1)
                            .err(),
                    containsString(explained(git)));
        }
        home.wherry("serve", another.folder().toString());
        assertServed(kept);
    }
}
