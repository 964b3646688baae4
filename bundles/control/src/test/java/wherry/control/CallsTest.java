package wherry.control;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.oneOf;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.junit.rules.Timeout;
import wherry.api.command.CallerTerminal;

public class CallsTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Rule
    public final Timeout timeout = Timeout.seconds(60);

    private final CountDownLatch interrupted = new CountDownLatch(1);
    private RunningControl control;

    @Before
    public void startControl() throws IOException {
        control = new RunningControl(folder.getRoot().toPath());
        control.with("wait", (arguments, call) -> {
            call.err().println("waiting");
            try {
                Thread.sleep(TimeUnit.MINUTES.toMillis(1));
            } catch (InterruptedException e) {
                call.err().println("good bye");
                interrupted.countDown();
                return ExitCode.INTERRUPTED;
            }
            return 0;
        });
    }

    @After
    public void stopControl() throws IOException {
        control.close();
    }

    private RawCaller caller() throws IOException {
        return new RawCaller(control.socket());
    }

    private static String text(Frame frame) {
        return UTF_8.decode(frame.payload()).toString();
    }

    private static void assertRefused(RawCaller caller, String why) throws IOException {
        assertThat(text(caller.receive()), containsString(why));
        Frame exit = caller.receive();
        assertThat(exit.type(), is(FrameType.EXIT));
        assertThat(exit.payload().get(), is((byte) 1));
    }

    private void awaitIdle() throws InterruptedException {
        while (control.threads.running() > 0) {
            Thread.sleep(5);
        }
    }

    @Test
    public void theSocketIsClosedToOthers() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(control.socket())), is("rw-------"));
    }

    @Test
    public void aSocketThatIsLeftFromANodeBeforeIsReplaced() throws Exception {
        try (RunningControl successor = new RunningControl(folder.getRoot().toPath())) {
            successor.with("greet", (arguments, call) -> 7);
            try (RawCaller caller = caller().request("", "greet")) {
                assertThat(caller.receive().payload().get(), is((byte) 7));
            }
        }
    }

    @Test
    public void aMalformedRequestIsAnsweredWithAReason() throws Exception {
        try (RawCaller caller = caller().request("wherry-control-0\0/\0".getBytes(UTF_8))) {
            assertRefused(caller, "wherry-control-0");
        }
    }

    @Test
    public void aRequestThatIsTooLongIsNotReadAtAll() throws Exception {
        try (RawCaller caller = caller()) {
            caller.write(ByteBuffer.allocate(4).putInt(Request.MAX_BYTES + 1).flip());
            assertRefused(caller, "request of 1048577 bytes");
        }
        try (RawCaller caller = caller()) {
            caller.write(ByteBuffer.allocate(4).putInt(-1).flip());
            assertRefused(caller, "request of -1 bytes");
        }
    }

    @Test
    public void aNodeWithTooMuchToDoSaysSo() throws Exception {
        control.threads.leave(1);
        try (RawCaller caller = caller().request("", "wait")) {
            assertRefused(caller, "too much to do");
        }
    }

    @Test
    public void aFrameThatACallerMayNotSendEndsTheCall() throws Exception {
        for (FrameType type : new FrameType[] {
            FrameType.OUTPUT, FrameType.INPUT, FrameType.PROGRAM_ENDED, FrameType.RAW_TOO, FrameType.VARIABLE
        }) {
            try (RawCaller caller = caller().request("", "wait")) {
                assertThat(text(caller.receive()), is("waiting\n"));
                caller.send(type, (byte) 1);
                assertThat(caller.isEnded(), is(true));
            }
        }
        awaitIdle();
        assertThat(interrupted.getCount(), is(0L));
    }

    @Test
    public void ctrlCEndsTheCommandWhichIsHeardNoMore() throws Exception {
        try (RawCaller caller = caller().request("", "wait")) {
            assertThat(text(caller.receive()), is("waiting\n"));
            caller.send(FrameType.SIGNAL, (byte) 2);

            assertThat(caller.receive().payload().get(), is((byte) ExitCode.INTERRUPTED));
        }
        assertThat(interrupted.getCount(), is(0L));
    }

    @Test
    public void otherSignalsAreNoConcernOfTheCommand() throws Exception {
        try (RawCaller caller = caller().request("", "wait")) {
            assertThat(text(caller.receive()), is("waiting\n"));
            caller.send(FrameType.SIGNAL, (byte) 1);
            caller.send(FrameType.SIGNAL);

            assertThat(interrupted.await(200, TimeUnit.MILLISECONDS), is(false));
        }
    }

    @Test
    public void theBundleIsInUseWhileACommandRuns() throws Exception {
        try (RawCaller caller = caller().request("", "wait")) {
            assertThat(text(caller.receive()), is("waiting\n"));
            assertThat(control.leases.count(RunningControl.OWN_BUNDLE), is(1));
        }
        awaitIdle();
        assertThat(control.leases.count(RunningControl.OWN_BUNDLE), is(0));
    }

    @Test
    public void callsGoOnWhenNoNewOnesAreTaken() throws Exception {
        control.with("ask", (arguments, call) -> call.in().read());
        try (RawCaller caller = caller().request("", "ask")) {
            assertThat(caller.receive().type(), is(FrameType.ASK_INPUT));
            control.stopListening();
            assertThat(Files.exists(control.socket()), is(false));
            caller.send(FrameType.INPUT, (byte) 5);

            assertThat(caller.receive().payload().get(), is((byte) 5));
        }
    }

    @Test
    public void aReadOfStandardInputAsksForJustAsMuch() throws Exception {
        control.with("ask", (arguments, call) -> call.in().readNBytes(3).length);
        try (RawCaller caller = caller().request("", "ask")) {
            assertThat(caller.receive().payload().getInt(), is(3));
            caller.send(FrameType.INPUT, (byte) 1);
            assertThat(caller.receive().payload().getInt(), is(2));
            caller.send(FrameType.INPUT, (byte) 1, (byte) 2);
            assertThat(caller.receive().payload().get(), is((byte) 3));
        }
    }

    @Test
    public void aCallerThatGoesHasNotEndedItsInput() throws Exception {
        BlockingQueue<String> seen = new LinkedBlockingQueue<>();
        control.with("ask", (arguments, call) -> {
            try {
                return call.in().read();
            } catch (IOException e) {
                seen.add(e.getClass().getSimpleName());
                throw e;
            }
        });
        try (RawCaller caller = caller().request("", "ask")) {
            assertThat(caller.receive().type(), is(FrameType.ASK_INPUT));
        }
        assertThat(seen.poll(10, TimeUnit.SECONDS), is(oneOf("EOFException", "InterruptedIOException")));
    }

    @Test
    public void aTerminalIsMadeRawMeasuredAndRestored() throws Exception {
        BlockingQueue<String> sizes = new LinkedBlockingQueue<>();
        control.with("screen", (arguments, call) -> {
            try (CallerTerminal screen = call.rawTerminal().orElseThrow()) {
                sizes.add(screen.rows() + "x" + screen.columns());
                CountDownLatch resized = new CountDownLatch(1);
                screen.onResize(() -> {
                    sizes.add(screen.rows() + "x" + screen.columns());
                    resized.countDown();
                });
                call.err().println("listening");
                resized.await();
            }
            return 0;
        });
        try (RawCaller caller = caller().request("tty,in,out", "screen")) {
            assertThat(text(caller.receive()), is("raw"));
            caller.send(FrameType.WINDOW, (byte) 0, (byte) 50, (byte) 1, (byte) 0);
            assertThat(text(caller.receive()), is("listening\n"));
            caller.send(FrameType.WINDOW, (byte) 0, (byte) 0, (byte) 0, (byte) 0);
            assertThat(text(caller.receive()), is("cooked"));
        }
        assertThat(sizes.take(), is("50x256"));
        assertThat(sizes.take(), is("24x80"));
    }

    @Test
    public void aProgramRunsInTheCallersPlace() throws Exception {
        control.with("remote", (arguments, call) -> call.run(List.of("ssh", "host", "a b")) + 1);
        try (RawCaller caller = caller().request("", "remote")) {
            Frame program = caller.receive();
            assertThat(program.type(), is(FrameType.PROGRAM));
            assertThat(text(program), is("ssh\0host\0a b"));
            caller.send(FrameType.PROGRAM_ENDED, (byte) 128);

            assertThat(caller.receive().payload().get(), is((byte) 129));
        }
    }

    @Test
    public void aVariableIsAskedForWhenACommandReadsItAndOnce() throws Exception {
        control.with("read", (arguments, call) -> {
            String first = call.environment("A").orElse("none");
            call.out()
                    .println(first
                            + call.environment("A").orElse("none")
                            + call.environment("B").orElse("none"));
            return 0;
        });
        try (RawCaller caller = caller().request("", "read")) {
            assertThat(text(caller.receive()), is("A"));
            caller.send(FrameType.VARIABLE, "==x".getBytes(UTF_8));
            assertThat(text(caller.receive()), is("B"));
            caller.send(FrameType.VARIABLE);
            assertThat(text(caller.receive()), is("=x=xnone\n"));
        }
    }

    @Test
    public void aVariableThatTheCallerDoesNotTellIsNotTakenForOneThatIsNotSet() throws Exception {
        BlockingQueue<String> seen = new LinkedBlockingQueue<>();
        control.with("read", (arguments, call) -> {
            try {
                return call.environment("A").isPresent() ? 1 : 0;
            } catch (UncheckedIOException e) {
                seen.add("not told");
                throw e;
            }
        });
        try (RawCaller caller = caller().request("", "read")) {
            assertThat(caller.receive().type(), is(FrameType.ASK_VARIABLE));
        }
        assertThat(seen.poll(10, TimeUnit.SECONDS), is("not told"));
    }

    @Test
    public void aMalformedVariableEndsTheCall() throws Exception {
        control.with("read", (arguments, call) -> call.environment("A").isPresent() ? 1 : 0);
        try (RawCaller caller = caller().request("", "read")) {
            assertThat(caller.receive().type(), is(FrameType.ASK_VARIABLE));
            caller.send(FrameType.VARIABLE, (byte) 'x');
            assertThat(caller.isEnded(), is(true));
        }
    }

    @Test
    public void aCommandOfAnotherVersionThanTheNodesIsToldSo() throws Exception {
        control.with("greet", (arguments, call) -> 7).with("restart", (arguments, call) -> 7);
        try (RawCaller caller = caller().requestOf("2.0.0", "", "greet")) {
            String remark = text(caller.receive());
            assertThat(remark, containsString("version " + RunningControl.VERSION));
            assertThat(remark, containsString("version 2.0.0"));
            assertThat(remark, containsString("wherry restart"));
            assertThat(caller.receive().payload().get(), is((byte) 7));
        }
        for (String version : new String[] {"", RunningControl.VERSION}) {
            try (RawCaller caller = caller().requestOf(version, "", "greet")) {
                assertThat(caller.receive().payload().get(), is((byte) 7));
            }
        }
        try (RawCaller caller = caller().requestOf("2.0.0", "", "restart")) {
            assertThat(caller.receive().payload().get(), is((byte) 7));
        }
    }
}
