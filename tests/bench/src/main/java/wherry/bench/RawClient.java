package wherry.bench;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.function.Consumer;

/**
 * The least that a client of git-annex's P2P protocol can do, version 4, one request after the other: what it costs is as little as
 * can be, and the same for every server. Not for use by two threads.
 *
 * @see <a href="https://git-annex.branchable.com/design/p2p_protocol/">the protocol</a>
 */
final class RawClient implements Closeable {
    private static final int BUFFER_BYTES = 1 << 18;
    private static final int MAX_LINE_BYTES = 1 << 15;

    private final ByteChannel channel;
    private final Watchdog.Limit limit;
    private final ByteBuffer in;
    private final ByteBuffer out;

    /** Takes over the channel. */
    RawClient(ByteChannel channel, Watchdog.Limit limit, boolean forContent) {
        this.channel = channel;
        this.limit = limit;
        this.in = ByteBuffer.allocateDirect(forContent ? BUFFER_BYTES : MAX_LINE_BYTES)
                .flip();
        this.out = ByteBuffer.allocateDirect(forContent ? BUFFER_BYTES : MAX_LINE_BYTES);
    }

    /** Shows the token; returns once the server has let this in. */
    void authenticate(String token) throws IOException {
        send("AUTH 11111111-2222-3333-4444-555555555555 " + token);
        String answer = line();
        if (!answer.startsWith("AUTH-SUCCESS ")) {
            throw new IOException("expected AUTH-SUCCESS, got " + answer);
        }
    }

    /** Agrees on the newest version that both servers know. */
    void agreeOnVersion() throws IOException {
        send("VERSION 4");
        expect("VERSION 4");
    }

    boolean isPresent(String key) throws IOException {
        send("CHECKPRESENT " + key);
        return succeeded();
    }

    void remove(String key) throws IOException {
        send("REMOVE " + key);
        if (!succeeded()) {
            throw new IOException("REMOVE of " + key + " failed");
        }
    }

    /** Takes content and throws it away. */
    void get(String key, long bytes) throws IOException {
        get(key, bytes, content -> {});
    }

    /** Takes content and checks that it is the key's. */
    void getAndVerify(String key, long bytes) throws IOException {
        MessageDigest digest = Keys.digest();
        get(key, bytes, digest::update);
        if (!Keys.isContentOf(key, digest.digest())) {
            throw new IOException("what came is not the content of " + key);
        }
    }

    private void get(String key, long bytes, Consumer<ByteBuffer> sink) throws IOException {
        send("GET 0  " + key);
        expect("DATA " + bytes);
        receive(bytes, sink);
        expect("VALID");
        send("SUCCESS");
    }

    /** Sends content, which the server verifies before it answers. */
    void put(String key, Path file) throws IOException {
        send("PUT  " + key);
        expect("PUT-FROM 0");
        try (FileChannel content = FileChannel.open(file)) {
            out.clear().put(bytes("DATA " + content.size()));
            while (content.read(out) >= 0) {
                if (!out.hasRemaining()) {
                    flush();
                }
            }
            if (out.remaining() < "VALID\n".length()) {
                flush();
            }
        }
        out.put(bytes("VALID"));
        flush();
        if (!succeeded()) {
            throw new IOException("PUT of " + key + " failed");
        }
    }

    private boolean succeeded() throws IOException {
        String answer = line();
        if (answer.startsWith("SUCCESS")) {
            return true;
        }
        if (answer.startsWith("FAILURE")) {
            return false;
        }
        throw new IOException("expected SUCCESS or FAILURE, got " + answer);
    }

    private void expect(String wanted) throws IOException {
        String answer = line();
        if (!answer.equals(wanted)) {
            throw new IOException("expected " + wanted + ", got " + answer);
        }
    }

    private static byte[] bytes(String line) {
        return (line + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private void send(String line) throws IOException {
        out.clear().put(bytes(line));
        flush();
    }

    private void flush() throws IOException {
        out.flip();
        while (out.hasRemaining()) {
            channel.write(out);
        }
        out.clear();
    }

    private void fill() throws IOException {
        in.clear();
        int n = channel.read(in);
        in.flip();
        if (n < 0) {
            throw new EOFException("the server has closed the connection");
        }
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        while (line.length() < MAX_LINE_BYTES) {
            while (in.hasRemaining()) {
                char c = (char) in.get();
                if (c == '\n') {
                    return line.toString();
                }
                line.append(c);
            }
            fill();
        }
        throw new IOException("a line without an end: " + line.substring(0, 80));
    }

    private void receive(long bytes, Consumer<ByteBuffer> sink) throws IOException {
        long left = bytes;
        while (left > 0) {
            if (!in.hasRemaining()) {
                fill();
            }
            int n = (int) Math.min(left, in.remaining());
            sink.accept(in.slice(in.position(), n));
            in.position(in.position() + n);
            left -= n;
        }
    }

    @Override
    public void close() throws IOException {
        limit.lift();
        channel.close();
    }
}
