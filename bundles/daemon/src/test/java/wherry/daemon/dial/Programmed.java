package wherry.daemon.dial;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A peer that answers what it was told to, line by line. */
final class Programmed implements AutoCloseable {
    private final ServerSocket server;
    private final List<String> answers;
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final Thread thread;
    private final boolean closes;
    private int budget;

    /** Says no more than so many bytes, wherever that is; then it closes, or says nothing ever after. */
    Programmed(int budget, boolean closes, String... answers) throws IOException {
        this.budget = budget;
        this.closes = closes;
        this.answers = List.of(answers);
        server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        thread = new Thread(this::serve);
        thread.setDaemon(true);
        thread.start();
    }

    /** Each answer is sent after one line was heard; {@code <end>} closes, {@code <silence>} says nothing ever after. */
    Programmed(String... answers) throws IOException {
        this(Integer.MAX_VALUE, true, answers);
    }

    SocketAddress address() {
        return server.getLocalSocketAddress();
    }

    List<String> heard() {
        return heard;
    }

    private void serve() {
        try (Socket socket = server.accept()) {
            InputStream in = socket.getInputStream();
            OutputStream out = socket.getOutputStream();
            for (String answer : answers) {
                heard.add(line(in));
                if (answer.equals("<end>")) {
                    return;
                }
                if (answer.equals("<silence>")) {
                    in.transferTo(OutputStream.nullOutputStream());
                    return;
                }
                byte[] bytes = answer.getBytes(StandardCharsets.ISO_8859_1);
                out.write(bytes, 0, Math.min(budget, bytes.length));
                budget -= bytes.length;
                if (budget <= 0) {
                    if (!closes) {
                        in.transferTo(OutputStream.nullOutputStream());
                    }
                    return;
                }
            }
            String line = line(in);
            while (!line.endsWith("<end>")) {
                heard.add(line);
                line = line(in);
            }
        } catch (IOException e) {
            heard.add("broken");
        }
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int next = in.read();
        while (next >= 0 && next != '\n') {
            line.write(next);
            next = in.read();
        }
        return line.toString(StandardCharsets.ISO_8859_1) + (next < 0 ? "<end>" : "");
    }

    @Override
    public void close() throws IOException {
        server.close();
        try {
            thread.join(5000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
