package wherry.conformance;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Somebody at an address of the network tcpip who writes down what callers say first, gives one answer, and hangs up. */
final class RecordingPeer implements Closeable {
    private static final int LIMIT_MILLIS = 30_000;

    private final ServerSocket listening;
    private final byte[] answer;
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final Thread thread = new Thread(this::listen, "recording-peer");

    /** @param answer to the first line, byte for byte */
    RecordingPeer(String answer) throws IOException {
        this.answer = answer.getBytes(StandardCharsets.UTF_8);
        this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        thread.setDaemon(true);
        thread.start();
    }

    /** Where it is, as a URL for git. */
    String url() {
        return "p2p-annex::tcpip:127.0.0.1:" + listening.getLocalPort();
    }

    /** The first line of each caller. */
    List<String> heard() {
        return List.copyOf(heard);
    }

    private void listen() {
        while (!listening.isClosed()) {
            try (Socket caller = listening.accept()) {
                caller.setSoTimeout(LIMIT_MILLIS);
                String line = new BufferedReader(
                                new InputStreamReader(caller.getInputStream(), StandardCharsets.ISO_8859_1))
                        .readLine();
                heard.add(String.valueOf(line));
                caller.getOutputStream().write(answer);
                caller.getOutputStream().flush();
            } catch (IOException e) {
                // The caller has gone, or the test is over.
            }
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}
