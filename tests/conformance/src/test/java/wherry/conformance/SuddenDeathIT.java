package wherry.conformance;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.either;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.After;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.RuleChain;
import wherry.kit.programs.Outcome;
import wherry.kit.programs.Patience;
import wherry.kit.programs.Running;
import wherry.kit.programs.ThrowawayRepository;
import wherry.kit.programs.WherryHome;
import wherry.kit.programs.Workplace;

/**
 * {@code kill -9} of the node, of a client or of git-annex at random moments. {@code -Dwherry.soak.deaths=300} runs more of it than the
 * build does.
 */
public class SuddenDeathIT {
    @ClassRule
    public static final RuleChain RULES =
            RuleChain.outerRule(new NeedsPrograms()).around(new NeedsDistribution());

    private static final int DEATHS = Integer.getInteger("wherry.soak.deaths", 12);
    private static final long SEED = Long.getLong("wherry.soak.seed", System.nanoTime());
    private static final int BYTES = 12_000_000;
    private static final int LONGEST_MILLIS = 250;
    private static final Duration RETRY = Duration.ofSeconds(30);
    private static final Duration RETENTION = Duration.ofMinutes(10);

    private final Random random = new Random(SEED);
    private final Workplace workplace = Workplace.open();
    private final WherryHome home = WherryHome.in(workplace, "w");
    private ThrowawayRepository served;
    private ThrowawayRepository client;
    private String address;
    private int number;

    /** Whom the kill hits. */
    private enum Victim {
        NODE,
        CLIENT
    }

    @Before
    public void serve() {
        home.start();
        served = ThrowawayRepository.create(home.surroundings(), workplace.path("r"));
        address = home.serve(served, "tcpip");
        client = served.cloneTo(workplace.path("c"));
        client.stock().git("remote", "remove", "origin");
        client.link("peer", home.address(served, "tcpip"));
    }

    @After
    public void end() {
        home.close();
        workplace.close();
    }

    @Test
    public void nothingIsLostWhoeverDiesWhenever() throws IOException {
        for (int i = 0; i < DEATHS; i++) {
            number = i;
            Victim victim = Victim.values()[random.nextInt(2)];
            switch (i % 6) {
                case 0 -> put(victim);
                case 1 -> get(victim);
                case 2 -> remove(victim);
                case 3 -> lock(victim);
                case 4 -> stockCopy(victim);
                default -> branchCommit();
            }
        }
        home.stop();
        assertClean();
    }

    private void put(Victim victim) throws IOException {
        Path file = newContent();
        String key = keyOf(file);

        dieDuring(victim, "wherry", "key", "put", address, key, file.toString());

        long reached = arrived(key);
        try (Conversation peer = Conversation.open(home.surroundings(), workplace.path("home"), address)) {
            String answer = peer.ask("PUT file " + key);
            long offset = answer.startsWith("PUT-FROM ") ? Long.parseLong(answer.substring(9)) : BYTES;
            assertThat(context("resumed from " + answer), offset, is(greaterThanOrEqualTo(reached)));
        }
        untilDone("wherry", "key", "put", address, key, file.toString());
        assertServed(key);
        Files.delete(file);
    }

    private void get(Victim victim) throws IOException {
        String key = served.add("get-" + number, BYTES, random.nextLong());
        Path file = workplace.path("got-" + number);

        dieDuring(victim, "wherry", "key", "get", address, key, file.toString());

        untilDone("wherry", "key", "get", address, key, file.toString());
        assertThat(context("what came"), keyOf(file), equalTo(key));
        assertServed(key);
        Files.delete(file);
    }

    private void remove(Victim victim) {
        String key = served.add("remove-" + number, 20_000, random.nextLong());

        dieDuring(victim, "wherry", "key", "remove", address, key);

        served.content(key).ifPresent(content -> assertThat(context("a half object"), keyOf(content), equalTo(key)));
        untilDone("wherry", "key", "remove", address, key);
        assertThat(context("content"), served.content(key), is(Optional.empty()));
    }

    private void lock(Victim victim) throws IOException {
        String key = served.add("lock-" + number, 1000, random.nextLong());
        boolean granted =
                dieDuring(victim, "wherry", "key", "lock", address, key).err().contains("locked");

        Path content = served.content(key).orElseThrow();
        Path retention = content.resolveSibling(content.getFileName() + ".rtm");
        Instant latest = Instant.now().plus(RETENTION);
        Outcome removed = wherry("key", "remove", address, key);
        if (granted) {
            assertThat(context("REMOVE of what is locked: " + removed), removed.exitCode(), is(1));
            assertThat(context("content"), Files.exists(content), is(true));
            String until = Files.readString(retention).replace("s", "").strip();
            assertThat(
                    context("retention"),
                    Instant.ofEpochSecond((long) Double.parseDouble(until)),
                    is(lessThanOrEqualTo(latest)));
            // What ten minutes would do.
            Files.setPosixFilePermissions(content.getParent(), PosixFilePermissions.fromString("rwxr-xr-x"));
            Files.writeString(retention, Instant.now().minusSeconds(1).getEpochSecond() + "s");
            untilDone("wherry", "key", "remove", address, key);
        } else {
            assertThat(
                    context("REMOVE: " + removed),
                    removed.exitCode(),
                    is(either(is(0)).or(is(1))));
        }
    }

    private void stockCopy(Victim victim) {
        String file = "copy-" + number;
        String key = client.add(file, BYTES, random.nextLong());

        dieDuring(victim, "git-annex", "copy", "--quiet", "--to=peer", file);

        untilDone("git", "annex", "copy", "--quiet", "--to=peer", file);
        assertServed(key);
        assertThat(context("the client's own"), keyOf(client.content(key).orElseThrow()), equalTo(key));
    }

    /** The node commits the journal a moment after the last change. */
    private void branchCommit() throws IOException {
        Path file = newContent();
        String key = keyOf(file);
        untilDone("wherry", "key", "put", address, key, file.toString());
        sleep(random.nextInt(2500));
        killNode();
        served.stock().annex("merge");
        served.stock().git("fsck", "--no-dangling");
        assertThat(context("record"), served.recordsPresence(key, served.uuid()), is(true));
        startNode();
        Files.delete(file);
    }

    private String context(String what) {
        return "round " + number + " of seed " + SEED + ": " + what;
    }

    private Path newContent() throws IOException {
        byte[] content = new byte[BYTES];
        random.nextBytes(content);
        return Files.write(workplace.path("content-" + number), content);
    }

    private String keyOf(Path file) {
        Outcome calculated = client.stock().annex("calckey", "--backend=SHA256E", file.toString());
        return calculated.out().strip();
    }

    private Outcome wherry(String... arguments) {
        return home.answer(workplace.path("home"), "", arguments);
    }

    private Outcome dieDuring(Victim victim, String... command) {
        Path folder = command[0].equals("wherry") ? workplace.path("home") : client.folder();
        try (Running running = home.surroundings().start(folder, command)) {
            sleep(random.nextInt(LONGEST_MILLIS));
            if (victim == Victim.NODE) {
                killNode();
                startNode();
            } else {
                running.kill();
            }
            if (command[0].equals("wherry") && List.of(command).contains("lock")) {
                running.endInput();
            }
            return running.await(RETRY);
        }
    }

    private void killNode() {
        try {
            long pid = Long.parseLong(
                    Files.readString(home.home().resolve("run/node.pid")).strip());
            ProcessHandle node = ProcessHandle.of(pid).orElseThrow();
            node.destroyForcibly();
            Patience.until("the node is dead", RETRY, () -> !node.isAlive(), home::log);
            home.node().await(RETRY);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A node is there before its repositories are reachable again. */
    private void startNode() {
        home.start();
        Patience.until("the repository is reachable again", RETRY, this::accepts, home::log);
    }

    private boolean accepts() {
        String peer = new TcpipEndpoint(address).peer();
        int colon = peer.lastIndexOf(':');
        try (Socket socket = new Socket(peer.substring(0, colon), Integer.parseInt(peer.substring(colon + 1)))) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    /** A peer whose earlier connection is not yet known to be dead is told to come again. */
    private void untilDone(String... command) {
        Path folder = command[0].equals("wherry") ? workplace.path("home") : client.folder();
        long end = System.nanoTime() + RETRY.toNanos();
        Outcome last = home.surroundings().run(folder, command);
        while (last.exitCode() != 0 && System.nanoTime() < end) {
            sleep(200);
            last = home.surroundings().run(folder, command);
        }
        assertThat(context(last.toString()), last.exitCode(), is(0));
    }

    private long arrived(String key) throws IOException {
        Path tmp = served.folder().resolve(".git/annex/tmp").resolve(key);
        return Files.exists(tmp) ? Files.size(tmp) : 0;
    }

    private void assertServed(String key) {
        Optional<Path> content = served.content(key);
        assertThat(context(key + " is there"), content.isPresent(), is(true));
        assertThat(context("served content"), keyOf(content.orElseThrow()), equalTo(key));
    }

    private static void sleep(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void assertClean() throws IOException {
        served.stock().git("fsck", "--no-dangling");
        served.stock().annex("merge");
        Outcome fsck = served.stock().tryAnnex(Duration.ofMinutes(5), "fsck", "--all", "--in=here", "--quiet");
        assertThat(fsck.toString(), fsck.err(), equalTo(""));
        assertThat(BranchHistory.lostLines(served.stock()), is(empty()));
        assertThat(filesBelow(served.folder().resolve(".git/annex/tmp")), is(empty()));
        assertThat(filesBelow(served.folder().resolve(".git/annex/journal")), is(empty()));
    }

    private static List<Path> filesBelow(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
