package wherry.control;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;

import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.Test;

/** Calls of commands, through both relays. */
public class RelayTest extends RelayCases {
    public RelayTest(RelayKind kind) {
        super(kind);
    }

    @Test
    public void outputMessagesAndExitCodePassThrough() throws Exception {
        control.with("greet", (arguments, call) -> {
            call.out().println("hello " + arguments);
            call.err().println("careful");
            return 42;
        });

        Process greet = start("wherry", "greet", "ann", "a b", "ü\n", "");

        assertThat(text(greet.getInputStream()), is("hello [ann, a b, ü\n, ]\n"));
        assertThat(greet.waitFor(), is(42));
        assertThat(stderr(), is("careful\n"));
    }

    @Test
    public void programsOfNetworksAreOneCommand() throws Exception {
        control.with("git-annex-p2p", (arguments, call) -> {
            call.out().println(arguments);
            return 0;
        });

        Process program = start("git-annex-p2p-tcpip", "address");

        assertThat(text(program.getInputStream()), is("[tcpip, address]\n"));
        assertThat(program.waitFor(), is(0));
    }

    @Test
    public void theCallersPlaceAndTheVariablesThatACommandReadsAreHandedOver() throws Exception {
        control.with("where", (arguments, call) -> {
            call.out().println(call.directory());
            call.out().println(call.environment("GIT_SOMETHING").orElse("none"));
            call.out().println(call.environment("WHERRY_X").orElse("none"));
            call.out().println(call.environment("WHERRY_Y").orElse("none"));
            call.out().println(call.terminal() + " " + call.rawTerminal().isPresent());
            return 0;
        });
        ProcessBuilder builder = relay("wherry", "where");
        builder.environment().put("GIT_SOMETHING", "ü=1\n2");
        builder.environment().put("WHERRY_X", "");

        assertThat(text(start(builder).getInputStream()), is(folder.getRoot() + "\nü=1\n2\n\nnone\nfalse false\n"));
    }

    @Test
    public void variablesThatNoCommandReadsStayWithTheCaller() throws Exception {
        control.close();
        try (ServerSocketChannel node = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            node.bind(UnixDomainSocketAddress.of(control.socket()));
            ProcessBuilder builder = relay("wherry", "status");
            for (String name : new String[] {"GIT_ANNEX_P2P_AUTHTOKEN", "WHERRY_X", "SSH_AUTH_SOCK", "LC_X", "HOME"}) {
                builder.environment().put(name, "secret");
            }
            start(builder);
            try (SocketChannel caller = node.accept()) {
                byte[] request = Frame.readFully(
                                caller, Frame.readFully(caller, Integer.BYTES).getInt())
                        .array();
                assertThat(Request.parse(request).arguments(), is(List.of("status")));
                assertThat(new String(request, UTF_8), not(containsString("secret")));
            }
        }
    }

    @Test
    public void aVariableThatIsTooLongForTheNodeIsSaid() throws Exception {
        control.with("read", (arguments, call) -> call.environment("LONG").isPresent() ? 0 : 1);
        ProcessBuilder builder = relay("wherry", "read");
        builder.environment().put("LONG", "x".repeat(70_000));

        assertThat(start(builder).waitFor(), is(not(0)));
        assertThat(stderr(), containsString("LONG is too long"));
    }

    @Test
    public void largeOutputIsWhole() throws Exception {
        byte[] large = random(LARGE);
        control.with("pour", (arguments, call) -> {
            call.rawOut().write(large);
            return 0;
        });

        Process pour = start("wherry", "pour");

        assertThat(Arrays.equals(pour.getInputStream().readAllBytes(), large), is(true));
        assertThat(pour.waitFor(), is(0));
    }

    @Test
    public void standardInputIsReadAsFarAsTheCommandAsks() throws Exception {
        control.with("take", (arguments, call) -> {
            call.out().print(new String(call.in().readNBytes(5), UTF_8));
            return 0;
        });
        List<String> words = new ArrayList<>(List.of("sh", "-c", "\"$@\"; cat", "sh"));
        words.addAll(kind.command(control.socket(), absent, folder.getRoot().toPath(), List.of("wherry", "take")));

        Process both = start(new ProcessBuilder(words));
        try (OutputStream in = both.getOutputStream()) {
            in.write("12345 and the rest".getBytes(UTF_8));
        }

        assertThat(text(both.getInputStream()), is("12345 and the rest"));
    }

    @Test
    public void largeInputArrivesWithItsEnd() throws Exception {
        byte[] large = random(LARGE);
        CompletableFuture<Boolean> same = new CompletableFuture<>();
        control.with("drink", (arguments, call) -> {
            same.complete(Arrays.equals(call.in().readAllBytes(), large));
            return 0;
        });

        Process drink = start("wherry", "drink");
        try (OutputStream in = drink.getOutputStream()) {
            in.write(large);
        }

        assertThat(same.get(), is(true));
        assertThat(drink.waitFor(), is(0));
    }

    @Test
    public void aCommandIsInterruptedWhenItsCallerIsKilled() throws Exception {
        CountDownLatch runs = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        control.with("wait", (arguments, call) -> {
            runs.countDown();
            try {
                Thread.sleep(TimeUnit.MINUTES.toMillis(1));
            } catch (InterruptedException e) {
                interrupted.countDown();
            }
            return 0;
        });

        Process wait = start("wherry", "wait");
        runs.await();
        wait.destroyForcibly();

        assertThat(interrupted.await(5, TimeUnit.SECONDS), is(true));
    }

    @Test
    public void aProgramOfARemotedaemonEndsWithIt() throws Exception {
        CountDownLatch runs = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        control.with("git-annex-p2p", (arguments, call) -> {
            runs.countDown();
            try {
                Thread.sleep(TimeUnit.MINUTES.toMillis(1));
            } catch (InterruptedException e) {
                interrupted.countDown();
            }
            return 0;
        });
        List<String> listener = kind.command(
                control.socket(), absent, folder.getRoot().toPath(), List.of("git-annex-p2p-x", "here", "file"));
        String parent = Long.toString(ProcessHandle.current().pid());
        List<String> words = new ArrayList<>(List.of(
                "sh",
                "-c",
                "p=$$; for a do shift; [ \"$a\" = " + parent
                        + " ] && a=$p; set -- \"$@\" \"$a\"; done; \"$@\" </dev/null & wait",
                "sh"));
        words.addAll(listener);

        Process daemon = start(new ProcessBuilder(words));
        runs.await();
        Thread.sleep(1200);
        assertThat("still wanted", interrupted.getCount(), is(1L));
        daemon.destroyForcibly();

        assertThat(interrupted.await(3, TimeUnit.SECONDS), is(true));
    }

    @Test
    public void aNodeThatGoesWithoutAWordIsAFailure() throws Exception {
        control.with("vanish", (arguments, call) -> {
            throw new ThreadDeath();
        });

        Process vanish = start("wherry", "vanish");

        assertThat(vanish.waitFor(), is(1));
    }

    @Test
    public void withoutANodeTheScriptHasTheLastWord() throws Exception {
        control.close();

        Process call = start("wherry", "status", "a b");

        assertThat(text(call.getInputStream()), is("wherry status a b\n"));
        assertThat(call.waitFor(), is(9));
        assertThat(stderr(), is(""));
    }

    @Test
    public void aNodeThatTheScriptStartedIsCalled() throws Exception {
        control.with("greet", (arguments, call) -> {
            call.out().println("hello");
            return 0;
        });
        Path hidden = control.socket().resolveSibling("hidden.sock");
        Files.move(control.socket(), hidden);
        Files.writeString(absent, "mv '" + hidden + "' '" + control.socket() + "'; exit 75\n");

        Process call = start("wherry", "greet");

        assertThat(text(call.getInputStream()), is("hello\n"));
        assertThat(call.waitFor(), is(0));
    }

    @Test
    public void aNodeThatDoesNotComeIsAFailureAndNotALoop() throws Exception {
        control.close();
        Files.writeString(absent, "exit 75\n");

        Process call = start("wherry", "greet");

        assertThat(call.waitFor(), is(1));
        assertThat(stderr(), containsString("does not answer"));
    }

    @Test
    public void tooManyArgumentsAreNotSent() throws Exception {
        String long100k = "x".repeat(100_000);
        String[] words = new String[12];
        Arrays.fill(words, long100k);
        words[0] = "wherry";

        Process call = start(words);

        assertThat(call.waitFor(), is(2));
        assertThat(stderr(), containsString("too many arguments"));
    }

    @Test
    public void aCallIsQuick() throws Exception {
        control.with("greet", (arguments, call) -> {
            call.out().println("hello");
            return 0;
        });
        start("wherry", "greet").waitFor();
        long best = Long.MAX_VALUE;
        for (int round = 0; round < 5; round++) {
            long begin = System.nanoTime();
            Process greet = start("wherry", "greet");
            assertThat(greet.getInputStream().read(), not(-1));
            best = Math.min(best, System.nanoTime() - begin);
            greet.waitFor();
        }

        // Ten times the target: machines that run tests are busy.
        long targetMillis = kind == RelayKind.PERL ? 15 : 60;
        assertThat(TimeUnit.NANOSECONDS.toMillis(best), lessThan(10 * targetMillis));
    }
}
