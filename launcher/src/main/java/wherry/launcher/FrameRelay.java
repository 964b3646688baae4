package wherry.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/** One call: frames until the node says how it ends, or that bytes are raw. */
final class FrameRelay {
    private static final int CHUNK = 64 << 10;
    private static final int INTERRUPTED = 130;
    private static final byte SIGNAL_INTERRUPT = 2;

    private final SocketChannel node;
    private final NodeFrames frames;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(CHUNK + NodeFrames.HEADER_BYTES);
    private final FileChannel out = new FileOutputStream(FileDescriptor.out).getChannel();
    private final FileChannel err = new FileOutputStream(FileDescriptor.err).getChannel();
    private final FileChannel in = new FileInputStream(FileDescriptor.in).getChannel();
    private final String flags;
    private @Nullable InputFeed input;
    private @Nullable CallerScreen screen;
    private volatile @Nullable Process program;
    private volatile boolean interrupted;

    FrameRelay(SocketChannel node, String flags) {
        this.node = node;
        this.frames = new NodeFrames(node);
        this.flags = flags;
    }

    /** Returns the exit code. */
    int run(byte[] request) throws IOException {
        ByteBuffer whole = ByteBuffer.allocate(Integer.BYTES + request.length)
                .putInt(request.length)
                .put(request)
                .flip();
        while (whole.hasRemaining()) {
            node.write(whole);
        }
        if (!flags.isEmpty()) {
            Signals.on("INT", this::interrupt);
        }
        String window = System.getProperty("wherry.relay.window", "");
        if (!window.isEmpty()) {
            frames.sendIfThere('w', CallerScreen.size(window));
        }
        try {
            return answer();
        } finally {
            if (screen != null) {
                screen.cooked();
            }
            if (program != null) {
                program.destroy();
            }
        }
    }

    private int answer() throws IOException {
        while (node.read(buffer) >= 0) {
            buffer.flip();
            while (buffer.remaining() >= NodeFrames.HEADER_BYTES) {
                int length = buffer.getInt(buffer.position() + 1);
                if (buffer.remaining() < NodeFrames.HEADER_BYTES + length) {
                    break;
                }
                byte type = buffer.get();
                buffer.getInt();
                ByteBuffer payload = buffer.slice(buffer.position(), length);
                buffer.position(buffer.position() + length);
                if (type == 'X') {
                    return Byte.toUnsignedInt(payload.get());
                }
                if (type == 'R') {
                    // The peer may have said all and ended already; that is still to be written out.
                    frames.sendIfThere('r');
                    return new RawRelay(node, in, out).run(buffer);
                }
                take(type, payload);
            }
            buffer.compact();
        }
        Relay.complain("the node has gone");
        return 1;
    }

    private void take(byte type, ByteBuffer payload) throws IOException {
        switch (type) {
            case 'O' -> OutputException.writeAll(out, payload);
            case 'E' -> OutputException.writeAll(err, payload);
            case 'I' -> feed(payload.getInt());
            case 'V' -> sendVariable(bytes(payload));
            case 'P' -> startProgram(text(payload).split("\0", -1));
            case 'T' -> setTerminal(text(payload));
            default -> throw new IOException("the node is of another version; stop it with: wherry stop");
        }
    }

    private static byte[] bytes(ByteBuffer payload) {
        byte[] bytes = new byte[payload.remaining()];
        payload.get(bytes);
        return bytes;
    }

    /** Variables stay here but for those that a command asks for. */
    private void sendVariable(byte[] name) throws IOException {
        byte[] value = CallerBytes.variable(name);
        if (value.length > CHUNK) {
            throw new IOException("the variable " + new String(name, UTF_8) + " is too long");
        }
        frames.sendIfThere('v', value);
    }

    private static String text(ByteBuffer payload) {
        return UTF_8.decode(payload).toString();
    }

    private void feed(int most) {
        if (input == null) {
            input = new InputFeed(in, frames);
            input.start();
        }
        input.want(most);
    }

    private void setTerminal(String mode) throws IOException {
        if (screen == null) {
            screen = new CallerScreen(frames);
        }
        if (mode.equals("raw")) {
            screen.raw();
        } else {
            screen.cooked();
        }
    }

    /** Runs a program in this terminal and tells the node its exit code. */
    private void startProgram(String[] command) {
        Process started;
        try {
            started = new ProcessBuilder(command).inheritIO().start();
        } catch (IOException e) {
            Relay.complain(String.valueOf(e.getMessage()));
            frames.sendIfThere('p', (byte) 127);
            return;
        }
        program = started;
        Thread waiting = new Thread(() -> awaitProgram(started), "program");
        waiting.setDaemon(true);
        waiting.start();
    }

    private void awaitProgram(Process started) {
        try {
            int exitCode = started.waitFor();
            program = null;
            frames.sendIfThere('p', (byte) exitCode);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The first Ctrl-C asks the command to end, the second does not ask. A program of ours gets its own. */
    private void interrupt() {
        if (program != null) {
            return;
        }
        if (interrupted) {
            if (screen != null) {
                screen.cooked();
            }
            Runtime.getRuntime().halt(INTERRUPTED);
        }
        interrupted = true;
        frames.sendIfThere('s', SIGNAL_INTERRUPT);
    }
}
