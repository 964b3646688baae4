package wherry.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code wherry serve --foreground}: a node for one repository. Its folder is made here, and goes when this is closed.
 *
 * @param top the folder
 * @param call working directory of the caller, then the arguments of {@code wherry serve}
 */
record ServeAlone(Path top, List<byte[]> call) implements AutoCloseable {
    /** A unix socket's path holds 107 bytes; the longest name below the folder takes 32. */
    private static final int MAX_PATH_BYTES = 75;

    private static final String PREFIX = "wherry-serve";

    /** A slash, the prefix, a number of up to 20 digits, and the folder of sockets. */
    private static final int OWN_BYTES = 1 + PREFIX.length() + 20 + "/run".length();

    /** Makes the folder where the user wants such, or where its path is short enough for sockets. */
    static ServeAlone open(List<byte[]> call) throws StartException {
        try {
            Path usual = Path.of(System.getenv().getOrDefault("TMPDIR", "/tmp")).toAbsolutePath();
            boolean fits = usual.toString().getBytes(UTF_8).length + OWN_BYTES <= MAX_PATH_BYTES;
            return new ServeAlone(Files.createTempDirectory(fits ? usual : Path.of("/tmp"), PREFIX), call);
        } catch (IOException e) {
            throw new StartException(StartException.FAILED, "cannot make a folder for what the node keeps: " + e);
        }
    }

    /**
     * Asks the node to serve; addresses go to standard output, problems to standard error.
     *
     * @return the exit code of {@code wherry serve}
     */
    int serve(NodeFolders folders) throws IOException {
        SocketChannel node = NodeSocket.dial(folders.socket().toString());
        if (node == null) {
            throw new IOException("the node does not answer on " + folders.socket());
        }
        List<byte[]> words = new ArrayList<>(List.of("wherry".getBytes(UTF_8), "serve".getBytes(UTF_8)));
        words.addAll(call.subList(1, call.size()));
        String version = CallerBytes.version(folders.distribution().resolve("lib"));
        return new FrameRelay(node, "").run(CallerBytes.request(version, call.get(0), "", words));
    }

    @Override
    public void close() throws IOException {
        FolderTree.remove(top);
    }
}
