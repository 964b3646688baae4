package wherry.conformance;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.emptyArray;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Test;
import wherry.kit.Shows;
import wherry.kit.programs.Outcome;
import wherry.kit.programs.Patience;
import wherry.kit.programs.Running;
import wherry.kit.programs.Surroundings;
import wherry.kit.programs.ThrowawayRepository;
import wherry.kit.programs.WherryHome;

/** {@code wherry serve --foreground}, beside a node of the same user. */
public class ServeForegroundIT {
    @ClassRule
    public static final ServingNode NODE = new ServingNode("tcpip");

    private static final Duration READY = Duration.ofSeconds(40);
    private static final Duration ENDS = Duration.ofSeconds(20);
    private static final String PROGRAM =
            WherryHome.distribution().resolve("bin/wherry").toString();

    private static int made;

    private ThrowawayRepository served;

    @Before
    public void makeARepository() {
        served =
                ThrowawayRepository.create(NODE.surroundings(), NODE.workplace().path("served" + made++));
    }

    private Running start(Surroundings surroundings, String... arguments) {
        return surroundings.start(
                served.folder(),
                Stream.concat(Stream.of(PROGRAM, "serve", "--foreground"), Stream.of(arguments))
                        .toArray(String[]::new));
    }

    private static Running ready(Running node) {
        Patience.until("ready", READY, () -> node.err().contains("wherry: ready, process "), node::toString);
        return node;
    }

    private static String[] leftBehind() {
        return NODE.workplace().path("tmp").toFile().list((folder, name) -> name.startsWith("wherry-serve"));
    }

    private static String pidOfTheOther() {
        return NODE.wherryIn(NODE.workplace().path("home"), "status", "--json")
                .ok()
                .out()
                .replaceAll(".*\"pid\": *(\\d+).*", "$1");
    }

    @Test
    @Shows("serve --foreground")
    public void itServesUntilSigtermLeavesNothingAndTheOtherNodeAlone() {
        String other = pidOfTheOther();
        String key = served.add("f", 1000, 1);
        ThrowawayRepository client = served.cloneTo(NODE.workplace().path("client"));
        client.stock().git("remote", "remove", "origin");
        try (Running node = ready(start(NODE.surroundings()))) {
            assertThat(node.out(), startsWith("p2p-annex::tcpip:"));
            assertThat(node.out().lines().count(), is(1L));
            String address = NODE.command(served, "p2p", "--gen-addresses")
                    .ok()
                    .out()
                    .lines()
                    .findFirst()
                    .orElseThrow();
            client.link("peer", address);
            client.stock().annex("get", "--quiet", "--from=peer", "--key=" + key);
            assertThat(NODE.wherryIn(served.folder(), "repos").ok().out(), is(""));

            node.terminate();
            assertThat(node.await(ENDS).exitCode(), is(0));
        }
        assertThat(leftBehind(), is(emptyArray()));
        assertThat(pidOfTheOther(), is(other));
    }

    @Test
    public void ctrlCEndsItAsCleanly() {
        try (Running node =
                ready(start(NODE.surroundings(), "--json", served.folder().toString()))) {
            assertThat(node.out(), allOf(startsWith("{"), containsString("p2p-annex::tcpip:")));
            NODE.signal("INT", node);
            assertThat(node.await(ENDS).exitCode(), is(0));
        }
        assertThat(leftBehind(), is(emptyArray()));
    }

    @Test
    public void aSignalWhileItStartsEndsItCleanlyToo() {
        try (Running node = start(NODE.surroundings())) {
            Patience.until("its folder is there", READY, () -> leftBehind().length > 0, node::toString);
            node.terminate();
            assertThat(node.await(ENDS).exitCode(), is(0));
            assertThat(node.out(), is(""));
        }
        assertThat(leftBehind(), is(emptyArray()));
    }

    @Test
    public void whatCannotBeServedFailsAndLeavesNothing() {
        try (Running node =
                start(NODE.surroundings(), NODE.workplace().path("out").toString())) {
            Outcome outcome = node.await(READY).exited(1);
            assertThat(outcome.err(), containsString("wherry serve: "));
            assertThat(outcome.out(), is(""));
        }
        try (Running node = start(NODE.surroundings(), "--bogus")) {
            assertThat(node.await(READY).exited(2).err(), containsString("--bogus"));
        }
        assertThat(leftBehind(), is(emptyArray()));
    }

    @Test
    public void afterTheEndOfOptionsItIsAFolder() {
        Outcome outcome =
                NODE.wherryIn(served.folder(), "serve", "--", "--foreground").exited(1);

        assertThat(outcome.err(), containsString("--foreground"));
    }

    @Test
    public void asTheFirstProcessOfAContainerItTakesLeaveOfOrphansAndHeedsSigterm() throws IOException {
        Surroundings container =
                NODE.surroundings().below("unshare", "--pid", "--fork", "--kill-child", "--mount-proc", "--");
        try (Running outside = ready(start(container))) {
            long first = onlyChild(outside.pid());
            assertThat(outside.err(), containsString("ready, process "));
            NODE.surroundings()
                    .run(
                            NODE.workplace().path("home"),
                            "nsenter",
                            "--target=" + first,
                            "--pid",
                            "--",
                            "sh",
                            "-c",
                            "sleep 1 & sleep 1 & exit 0")
                    .ok();
            assertThat("orphans of the container", children(first).size(), is(3));
            Patience.until(
                    "leave is taken",
                    ENDS,
                    () -> children(first).size() == 1,
                    () -> children(first).toString());

            ProcessHandle.of(first).orElseThrow().destroy();
            assertThat(outside.await(ENDS).exitCode(), is(0));
        }
        assertThat(leftBehind(), is(emptyArray()));
    }

    private static long onlyChild(long parent) {
        return Long.parseLong(children(parent).get(0));
    }

    /** Of this process and, for zombies are children too, as the kernel tells it. */
    private static List<String> children(long parent) {
        try {
            String process = Long.toString(parent);
            String children = Files.readString(Path.of("/proc", process, "task", process, "children"));
            return Stream.of(children.split(" "))
                    .filter(child -> !child.isBlank())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
