package wherry.daemon.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import wherry.api.peer.GitService;
import wherry.api.store.Repository;
import wherry.daemon.git.GitServices;
import wherry.daemon.git.RunningService;

/** A port at which the real git reaches the git services of one repository, whatever path it asks for. */
public final class GitPort implements AutoCloseable {
    private static final int LENGTH_DIGITS = 4;
    private static final int HEX = 16;

    private final ServerSocket socket;
    private final GitServices services;
    private final Repository repository;
    private final TestThreads threads;

    public GitPort(GitServices services, Repository repository, TestThreads threads) throws IOException {
        this.socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        this.services = services;
        this.repository = repository;
        this.threads = threads;
        threads.start("git-port", this::accept);
    }

    public String url() {
        return "git://127.0.0.1:" + socket.getLocalPort() + "/x";
    }

    private void accept() {
        while (!socket.isClosed()) {
            try (Socket link = socket.accept()) {
                serve(link);
            } catch (IOException e) {
                // The client sees it, or the test is over.
            }
        }
    }

    private void serve(Socket link) throws IOException {
        InputStream in = link.getInputStream();
        int length = Integer.parseInt(new String(in.readNBytes(LENGTH_DIGITS), StandardCharsets.US_ASCII), HEX);
        String request = new String(in.readNBytes(length - LENGTH_DIGITS), StandardCharsets.UTF_8);
        GitService service = request.startsWith("git-receive-pack") ? GitService.RECEIVE_PACK : GitService.UPLOAD_PACK;
        RunningService running = services.start(service, repository);
        threads.start("git-port-input", () -> pump(in, running));
        try {
            running.output().transferTo(link.getOutputStream());
        } finally {
            running.stop();
        }
    }

    private static void pump(InputStream in, RunningService running) {
        byte[] buffer = new byte[8192];
        try (OutputStream input = running.input()) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                input.write(buffer, 0, count);
                input.flush();
            }
        } catch (IOException e) {
            // The service has ended.
            return;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
