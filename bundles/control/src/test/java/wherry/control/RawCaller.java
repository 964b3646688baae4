package wherry.control;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.EOFException;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

/** The caller's side by hand, also to break its rules. */
final class RawCaller implements AutoCloseable {
    private final SocketChannel channel;

    RawCaller(Path socket) throws IOException {
        this.channel = SocketChannel.open(UnixDomainSocketAddress.of(socket));
    }

    /** Sends a request for a command of {@code wherry}. */
    RawCaller request(String flags, String... words) throws IOException {
        return requestOf("", flags, words);
    }

    /** The same as a caller of some version. */
    RawCaller requestOf(String version, String flags, String... words) throws IOException {
        StringBuilder fields = new StringBuilder(Request.PROTOCOL + "\0" + version + "\0/\0" + flags + "\0wherry\0");
        for (String word : words) {
            fields.append(word).append('\0');
        }
        return request(fields.toString().getBytes(UTF_8));
    }

    RawCaller request(byte[] fields) throws IOException {
        write(ByteBuffer.allocate(Integer.BYTES + fields.length)
                .putInt(fields.length)
                .put(fields)
                .flip());
        return this;
    }

    void send(FrameType type, byte... payload) throws IOException {
        write(Frame.encode(type, ByteBuffer.wrap(payload)));
    }

    void write(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    Frame receive() throws IOException {
        return Frame.read(channel);
    }

    /** Whether nothing comes any more. */
    boolean isEnded() throws IOException {
        try {
            receive();
            return false;
        } catch (EOFException e) {
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
