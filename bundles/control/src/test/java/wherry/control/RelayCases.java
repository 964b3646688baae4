package wherry.control;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.rules.TemporaryFolder;
import org.junit.rules.Timeout;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameters;
import wherry.api.peer.PeerAddress;

/** What tests of both relays share: a control socket, and programs that call it. */
@RunWith(Parameterized.class)
public abstract class RelayCases {
    static final PeerAddress ADDRESS = new PeerAddress("test", "there");
    static final int LARGE = 32 << 20;

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Rule
    public final Timeout timeout = Timeout.seconds(120);

    final RelayKind kind;
    private final List<Process> started = new ArrayList<>();
    RunningControl control;
    Path absent;

    RelayCases(RelayKind kind) {
        this.kind = kind;
    }

    @Parameters(name = "{0}")
    public static RelayKind[] kinds() {
        return RelayKind.values();
    }

    @Before
    public void startControl() throws IOException {
        control = new RunningControl(folder.newFolder("run").toPath());
        absent = Files.writeString(folder.getRoot().toPath().resolve("absent.sh"), "echo \"$@\"; exit 9\n");
    }

    @After
    public void endAll() throws IOException {
        started.forEach(Process::destroyForcibly);
        control.close();
    }

    ProcessBuilder relay(String... call) {
        ProcessBuilder builder = new ProcessBuilder(
                kind.command(control.socket(), absent, folder.getRoot().toPath(), List.of(call)));
        return builder.redirectError(folder.getRoot().toPath().resolve("stderr").toFile());
    }

    Process start(ProcessBuilder builder) throws IOException {
        Process process = builder.start();
        started.add(process);
        return process;
    }

    Process start(String... call) throws IOException {
        return start(relay(call));
    }

    String stderr() throws IOException {
        return Files.readString(folder.getRoot().toPath().resolve("stderr"));
    }

    static String text(InputStream in) throws IOException {
        return new String(in.readAllBytes(), UTF_8);
    }

    static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    static void write(SocketChannel channel, byte[] bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }

    static byte[] read(SocketChannel channel, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length);
        while (buffer.hasRemaining() && channel.read(buffer) >= 0) {}
        return Arrays.copyOf(buffer.array(), buffer.position());
    }
}
