package wherry.daemon.bench;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;

/** A peer that says what it likes. */
public final class RawPeer implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 20_000;
    private final Socket socket = new Socket();
    private final DataInputStream in;

    public RawPeer(SocketAddress address) throws IOException {
        socket.connect((InetSocketAddress) address, PATIENCE_MILLIS);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MILLIS);
        in = new DataInputStream(socket.getInputStream());
    }

    public RawPeer progress(int millis) throws IOException {
        socket.setSoTimeout(millis);
        return this;
    }

    public RawPeer say(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        return this;
    }

    /** The next line, or {@code <end>}. */
    public String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int next = in.read();
        while (next >= 0 && next != '\n') {
            line.write(next);
            next = in.read();
        }
        return next < 0 ? line + "<end>" : line.toString(StandardCharsets.ISO_8859_1);
    }

    public String bytes(int count) throws IOException {
        byte[] bytes = new byte[count];
        in.readFully(bytes);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    public void skip(int count) throws IOException {
        in.skipNBytes(count);
    }

    public String ask(String line) throws IOException {
        return say(line + "\n").line();
    }

    public RawPeer shutdownOutput() throws IOException {
        socket.shutdownOutput();
        return this;
    }

    /** Whether the server ends without another word. */
    public boolean ends() throws IOException {
        try {
            return in.read() < 0;
        } catch (java.net.SocketException e) {
            return true;
        }
    }

    /** Goes with a reset, as a killed program does. */
    public void vanish() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
