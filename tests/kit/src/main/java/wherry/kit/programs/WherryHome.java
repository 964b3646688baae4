package wherry.kit.programs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The built distribution with a home folder of its own, and the node that runs there. */
public final class WherryHome implements AutoCloseable {
    private static final Duration READY = Duration.ofSeconds(30);
    private static final Duration GONE = Duration.ofSeconds(10);

    private final Path distribution;
    private final Path home;
    private final Path anywhere;
    private final Survivors survivors;
    private final Surroundings surroundings;
    private Optional<Running> node = Optional.empty();

    private WherryHome(Workplace workplace, Surroundings around, Path distribution, String name) {
        this.distribution = distribution;
        this.home = workplace.path(name);
        this.anywhere = workplace.path("home");
        this.survivors = new Survivors(home);
        this.surroundings = around.with("WHERRY_HOME", home.toString())
                .pathLast(distribution.resolve("bin"))
                .pathLast(home.resolve("bin"));
    }

    /** A home in which nothing runs yet. */
    public static WherryHome in(Workplace workplace, String name) {
        return in(workplace, workplace.surroundings(), name);
    }

    /** The same in an environment of its own. */
    public static WherryHome in(Workplace workplace, Surroundings around, String name) {
        return new WherryHome(workplace, around, distribution(), name);
    }

    /** The folder that the build of {@code runtime} makes. */
    public static Path distribution() {
        return Peers.tree().resolve("runtime/target/wherry");
    }

    /** Why a test of the distribution cannot run; empty if it is built. */
    public static Optional<String> whyMissing() {
        Path program = distribution().resolve("bin/wherry");
        return Files.isExecutable(program) ? Optional.empty() : Optional.of(program + " is not built");
    }

    public Path home() {
        return home;
    }

    /**
     * An environment in which git-annex finds the node's transports. The real git-remote-p2p-annex still comes first; see
     * {@link #ownHelperFirst}.
     */
    public Surroundings surroundings() {
        return surroundings;
    }

    /** An environment in which git uses Wherry's git-remote-p2p-annex. */
    public Surroundings ownHelperFirst() {
        return surroundings.pathFirst(distribution.resolve("bin"));
    }

    /**
     * Starts the node and returns when it answers.
     *
     * @param before a command that becomes the one that is added to it
     */
    public void start(String... before) {
        Running started = surroundings.start(
                anywhere,
                Stream.concat(Stream.of(before), Stream.of(program(), "daemon", "--foreground"))
                        .toArray(String[]::new));
        node = Optional.of(started);
        Patience.until(
                "the node answers", READY, () -> tryWherry("status").exitCode() == 0, () -> started + "\n" + log());
    }

    /** The node's process. */
    public Running node() {
        return node.orElseThrow(() -> new IllegalStateException("the node was not started"));
    }

    /** Runs a command of wherry, which has to succeed within a minute. */
    public Outcome wherry(String... arguments) {
        return tryWherry(arguments).ok();
    }

    /** Runs a command of wherry, however it ends. */
    public Outcome tryWherry(String... arguments) {
        return wherryIn(anywhere, arguments);
    }

    /** Runs a command of wherry in a folder, however it ends. */
    public Outcome wherryIn(Path folder, String... arguments) {
        return answer(folder, "", arguments);
    }

    /** Runs a command of wherry in a folder with something on its standard input, however it ends. */
    public Outcome answer(Path folder, String input, String... arguments) {
        return surroundings.run(
                folder,
                Surroundings.LIMIT,
                input,
                Stream.concat(Stream.of(program()), Stream.of(arguments)).toArray(String[]::new));
    }

    /** Enables a network for a repository, serves it, and returns a new address with a token of its own. */
    public String serve(ThrowawayRepository repository, String netname) {
        wherryIn(repository.folder(), "p2p", "--enable", netname).ok();
        wherry("serve", repository.folder().toString());
        return address(repository, netname);
    }

    /** A new address of a served repository, with a token of its own. */
    public String address(ThrowawayRepository repository, String netname) {
        List<String> addresses = new ArrayList<>(
                wherryIn(repository.folder(), "p2p", "--gen-addresses").ok().lines());
        addresses.removeIf(address -> !address.startsWith("p2p-annex::" + netname + ":"));
        if (addresses.size() != 1) {
            throw new AssertionError("expected one address of " + netname + ", but there is " + addresses);
        }
        return addresses.get(0);
    }

    /** Stops the node as a user does, and checks that it leaves no process behind. */
    public void stop() {
        wherry("stop");
        node().await(GONE).ok();
        assertNothingRuns();
    }

    /** Checks that no process of this home runs any more. */
    public void assertNothingRuns() {
        if (!Patience.holdsWithin(GONE, () -> survivors.now().isEmpty())) {
            throw new AssertionError("left behind:\n" + survivors.describe());
        }
    }

    /** What the node has logged. */
    public String log() {
        Path file = home.resolve("state/log/node.log");
        try {
            return Files.exists(file) ? Files.readString(file) : "no " + file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        survivors.end();
        node.ifPresent(Running::close);
    }

    private String program() {
        return distribution.resolve("bin/wherry").toString();
    }
}
