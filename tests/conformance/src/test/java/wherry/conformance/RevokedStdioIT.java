package wherry.conformance;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.startsWith;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.After;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.RuleChain;
import wherry.kit.programs.Patience;
import wherry.kit.programs.Running;
import wherry.kit.programs.ThrowawayRepository;
import wherry.kit.programs.WherryHome;
import wherry.kit.programs.Workplace;

/** Revoking a peer that came by {@code wherry p2pstdio}: such a connection is no guest of what the node serves, and is cut all the same. */
public class RevokedStdioIT {
    @ClassRule
    public static final RuleChain RULES =
            RuleChain.outerRule(new NeedsPrograms("kill")).around(new NeedsDistribution());

    private static final int BYTES = 60_000_000;
    private static final Duration LIMIT = Duration.ofSeconds(30);
    /** The tokens are read once a second while anybody is there. */
    private static final Duration FOUND_OUT = Duration.ofSeconds(3);

    private final Workplace workplace = Workplace.open();
    private final WherryHome home = WherryHome.in(workplace, "w");
    private ThrowawayRepository served;
    private String key;
    private String token;

    @Before
    public void inviteOnePeer() {
        home.start();
        served = ThrowawayRepository.create(home.surroundings(), workplace.path("served"));
        key = served.add("big.bin", BYTES, 1);
        home.wherryIn(served.folder(), "p2p", "--enable", "tcpip").ok();
        String address = home.wherryIn(served.folder(), "peers", "invite", "laptop")
                .ok()
                .out()
                .strip();
        token = address.substring(address.lastIndexOf(':') + 1);
    }

    @After
    public void end() {
        home.close();
        workplace.close();
    }

    private static String program() {
        return WherryHome.distribution().resolve("bin/wherry").toString();
    }

    private void revoke() {
        assertThat(
                home.wherryIn(served.folder(), "peers", "revoke", "laptop").ok().out(),
                startsWith("laptop revoked: 1 token removed"));
    }

    private void signal(String name, Running program) {
        workplace
                .surroundings()
                .run(workplace.path("home"), "kill", "-" + name, Long.toString(program.pid()))
                .ok();
    }

    @Test
    public void oneThatWaitsForCommandsEndsByItself() {
        try (Running stdio = home.surroundings()
                .start(
                        workplace.path("home"),
                        program(),
                        "p2pstdio",
                        served.folder().toString())) {
            stdio.write("AUTH u1 " + token + "\nCHECKPRESENT " + key + "\n");
            Patience.until("it is let in", LIMIT, () -> stdio.out().endsWith("SUCCESS\n"), stdio::toString);

            revoke();

            Patience.until("it has ended", FOUND_OUT, () -> !stdio.isAlive(), stdio::toString);
            assertThat(stdio.out(), endsWith("\nSUCCESS\n"));
        }
        assertThat(
                home.answer(
                                workplace.path("home"),
                                "AUTH u1 " + token + "\n",
                                "p2pstdio",
                                served.folder().toString())
                        .out(),
                is("AUTH-FAILURE\n"));
    }

    @Test
    public void aTransferOfTheRealGitAnnexIsCutInItsMidst() throws IOException {
        Path folder = Files.createDirectories(home.home().resolve("conf/exec"));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path script = Files.writeString(
                folder.resolve("there"), "#!/bin/sh\nexec '" + program() + "' p2pstdio '" + served.folder() + "'\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        ThrowawayRepository client = served.cloneTo(workplace.path("client"));
        client.stock().git("remote", "remove", "origin");
        client.link("peer", "p2p-annex::exec:there:" + token);
        Path partial = client.folder().resolve(".git/annex/tmp").resolve(key);

        try (Running get = client.stock().startAnnex("get", "big.bin")) {
            Patience.until("a part has come", LIMIT, () -> size(partial) > 0, get::toString);
            signal("STOP", get);
            revoke();
            Patience.until(
                    "the link is cut",
                    FOUND_OUT,
                    () -> home.log().contains("link cut, its token was revoked"),
                    home::log);
            signal("CONT", get);
            assertThat(get.await(LIMIT).exited(1).toString(), containsString("failed"));
        }

        assertThat(size(partial), is(allOf(greaterThan(0L), lessThan((long) BYTES))));
        assertThat(client.content(key).isPresent(), is(false));
        assertThat(served.content(key).isPresent(), is(true));
    }

    private static long size(Path file) {
        try {
            return Files.exists(file) ? Files.size(file) : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
