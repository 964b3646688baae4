package wherry.launcher;

import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Carries a program's call to the node, where there is no perl for {@code relay.pl}, which does the same. Stays clear of
 * lambdas, streams and formats: each of them costs milliseconds for which git waits.
 *
 * <p>Arguments: the node's socket, the script that says what to do where no node answers, the parent's process id, the working
 * directory, then the program's name and its arguments. The system property {@code wherry.relay.flags} says which standard
 * streams are terminals, {@code wherry.relay.window} how many lines and columns that of standard error has.
 */
public final class Relay {
    /** The script's exit code when a node runs now. */
    private static final int CALL_AGAIN = 75;

    private static final int OWN_ARGUMENTS = 4;

    /** In place of a program: only says, by the exit code, whether a node answers. */
    private static final String ANSWERS = "--answers";

    private Relay() {}

    /**
     * Runs the relay; does not return.
     *
     * @param args as described above
     */
    public static void main(String[] args) {
        int exitCode;
        try {
            exitCode = run(args);
        } catch (OutputException e) {
            exitCode = e.tell();
        } catch (IOException | InterruptedException e) {
            complain(String.valueOf(e.getMessage()));
            exitCode = 1;
        }
        // Not exit: its hooks are not ours, and a thread may be blocked on standard input.
        Runtime.getRuntime().halt(exitCode);
    }

    private static int run(String[] args) throws IOException, InterruptedException {
        String path = args[0];
        String flags = System.getProperty("wherry.relay.flags", "");
        List<byte[]> call = CallerBytes.arguments(args, OWN_ARGUMENTS - 1);
        SocketChannel node = NodeSocket.dial(path);
        if (args[OWN_ARGUMENTS].equals(ANSWERS)) {
            return node == null ? 1 : 0;
        }
        if (node == null) {
            int code = ask(args);
            if (code != CALL_AGAIN) {
                return code;
            }
            node = NodeSocket.dial(path);
        }
        if (node == null) {
            throw new IOException("the node does not answer on " + path);
        }
        String version = CallerBytes.version(Path.of(args[1]).resolveSibling(""));
        byte[] request = CallerBytes.request(version, call.get(0), flags, call.subList(1, call.size()));
        if (request.length > CallerBytes.MAX_REQUEST_BYTES) {
            complain("too many arguments");
            return 2;
        }
        if (args[OWN_ARGUMENTS].startsWith("git-annex-p2p-")) {
            ParentWatch.start(Long.parseLong(args[2]));
        }
        return new FrameRelay(node, flags).run(request);
    }

    private static int ask(String[] args) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add("/bin/sh");
        command.add(args[1]);
        command.addAll(Arrays.asList(args).subList(OWN_ARGUMENTS, args.length));
        return new ProcessBuilder(command)
                .inheritIO()
                .directory(new File(args[3]))
                .start()
                .waitFor();
    }

    static void complain(String sentence) {
        PrintStream err = System.err;
        err.println("wherry: " + sentence);
        err.flush();
    }
}
