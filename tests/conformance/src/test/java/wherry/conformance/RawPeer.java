package wherry.conformance;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;

/** A peer that speaks the protocol on a socket of its own, with any bytes in its lines. Every wait of it has a limit. */
final class RawPeer implements Closeable {
    private static final int LIMIT_MILLIS = 30_000;
    private static final int PART_BYTES = 64 * 1024;
    private static final String UUID = "11111111-2222-3333-4444-555555555555";

    private final Socket socket;
    private final DataInputStream in;
    private String greeting = "";

    private RawPeer(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new DataInputStream(socket.getInputStream());
    }

    /** Something that takes place while content is on its way. */
    @FunctionalInterface
    interface Meanwhile {
        void happen() throws IOException;
    }

    /** Connects to an address of the network tcpip, shows its token, and agrees on a version. */
    static RawPeer connect(String address) throws IOException {
        return connect(address, 4);
    }

    /** The same with a version of the caller's choice. */
    static RawPeer connect(String address, int version) throws IOException {
        return authenticated(new Socket(), address, version);
    }

    /** The same for a peer that has room for a few bytes only that it has not read. */
    static RawPeer connectNarrow(String address, int bytes) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(bytes);
        return authenticated(socket, address, 4);
    }

    /** One from a certain host of this machine, that has not said anything. */
    static RawPeer stranger(String address, String host) throws IOException {
        Socket socket = new Socket();
        socket.bind(new InetSocketAddress(host, 0));
        return open(socket, address);
    }

    private static RawPeer authenticated(Socket socket, String address, int version) throws IOException {
        RawPeer connected = open(socket, address);
        connected.greeting = connected.authenticate(address);
        if (version > 0 && !connected.greeting.startsWith("ERROR")) {
            connected.ask("VERSION " + version);
        }
        return connected;
    }

    private static RawPeer open(Socket socket, String address) throws IOException {
        String[] peer = new TcpipEndpoint(address).peer().split(":(?=\\d+$)", -1);
        socket.connect(new InetSocketAddress(peer[0], Integer.parseInt(peer[1])), LIMIT_MILLIS);
        socket.setSoTimeout(LIMIT_MILLIS);
        // Or else each small part of a PUT would wait for the acknowledgement of the one before.
        socket.setTcpNoDelay(true);
        return new RawPeer(socket);
    }

    /** What AUTH was answered. */
    String greeting() {
        return greeting;
    }

    /** Says a line that is not answered. */
    void say(String line) throws IOException {
        socket.getOutputStream().write((line + "\n").getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Says what may be several lines, or less than one. */
    void sendRaw(String bytes) throws IOException {
        socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Shows the token of an address; what that is answered. */
    String authenticate(String address) throws IOException {
        return ask("AUTH " + UUID + " " + address.substring(address.lastIndexOf(':') + 1));
    }

    /** All that comes until the server closes. */
    String rest() throws IOException {
        ByteArrayOutputStream rest = new ByteArrayOutputStream();
        try {
            in.transferTo(rest);
        } catch (SocketException e) {
            // It closed while something was still on its way to it.
        }
        return rest.toString(StandardCharsets.ISO_8859_1);
    }

    private String hear() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the server has closed the connection after: " + line);
            }
            line.write(next);
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    /** Says a line, one character for each byte, and returns the one that answers it. */
    String ask(String line) throws IOException {
        say(line);
        return hear();
    }

    /** Sends content; the server's last word on it. */
    String put(String key, byte[] content) throws IOException {
        String from = ask("PUT f " + key);
        if (!from.startsWith("PUT-FROM ")) {
            return from;
        }
        int offset = Integer.parseInt(from.substring("PUT-FROM ".length()));
        say("DATA " + (content.length - offset));
        for (int at = offset; at < content.length; at += PART_BYTES) {
            socket.getOutputStream().write(content, at, Math.min(PART_BYTES, content.length - at));
        }
        return ask("VALID");
    }

    /** Fetches content; whether it is valid is left in front of it. */
    String get(String key) throws IOException {
        String data = ask("GET 0 f " + key);
        if (!data.startsWith("DATA ")) {
            return data;
        }
        byte[] content = new byte[Integer.parseInt(data.substring("DATA ".length()))];
        in.readFully(content);
        String valid = hear();
        say(valid.equals("VALID") ? "SUCCESS" : "FAILURE");
        return valid + " " + new String(content, StandardCharsets.ISO_8859_1);
    }

    /**
     * Fetches content that something happens to when its first part has come; that is more than the buffers between here and there
     * hold. The bytes that were announced all have to come.
     */
    byte[] getWhile(String key, Meanwhile meanwhile) throws IOException {
        String data = ask("GET 0 f " + key);
        byte[] content = new byte[Integer.parseInt(data.substring("DATA ".length()))];
        in.readFully(content, 0, PART_BYTES);
        meanwhile.happen();
        in.readFully(content, PART_BYTES, content.length - PART_BYTES);
        return content;
    }

    /** The next line, which answers nothing that was asked just now. */
    String next() throws IOException {
        return hear();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
