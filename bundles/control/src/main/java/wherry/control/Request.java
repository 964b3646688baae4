package wherry.control;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What a caller asks for.
 *
 * @param version of the distribution that the caller is of; empty if it does not know
 * @param directory the caller's working directory, absolute
 * @param flags what the caller's streams are
 * @param program name of the program as it was called
 * @param arguments those after the name
 */
record Request(String version, Path directory, Set<String> flags, String program, List<String> arguments) {
    static final String PROTOCOL = "wherry-control-2";

    /** Bytes of a whole request. */
    static final int MAX_BYTES = 1 << 20;

    /** Standard error is a terminal. */
    static final String TTY = "tty";

    /** Standard input is a terminal. */
    static final String IN = "in";

    /** Standard output is a terminal. */
    static final String OUT = "out";

    Request {
        flags = Set.copyOf(flags);
        arguments = List.copyOf(arguments);
    }

    /**
     * Takes a request apart.
     *
     * @param bytes without the length
     * @throws IOException if it is malformed; the message says how
     */
    static Request parse(byte[] bytes) throws IOException {
        Fields fields = new Fields(bytes);
        String protocol = fields.next("protocol");
        if (!protocol.equals(PROTOCOL)) {
            throw new IOException("the node that runs and this command are of different versions (" + PROTOCOL + ", "
                    + printable(protocol) + "); start the node anew with: wherry restart");
        }
        String version = printable(fields.next("version"));
        Path directory = directory(fields.next("directory"));
        Set<String> flags = Set.of(distinct(fields.next("flags")));
        String program = fields.next("program");
        List<String> arguments = new ArrayList<>();
        while (fields.hasNext()) {
            arguments.add(fields.next("argument"));
        }
        return new Request(version, directory, flags, program, arguments);
    }

    private static String[] distinct(String flags) {
        return List.of(flags.split(",")).stream().distinct().toArray(String[]::new);
    }

    private static Path directory(String text) throws IOException {
        try {
            Path path = Path.of(text);
            if (!path.isAbsolute()) {
                throw new IOException("malformed request: working directory " + printable(text) + " is not absolute");
            }
            return path;
        } catch (InvalidPathException e) {
            throw new IOException("malformed request: working directory: " + e.getReason(), e);
        }
    }

    private static String printable(String text) {
        return text.substring(0, Math.min(text.length(), 40)).replaceAll("\\p{Cntrl}", "?");
    }

    /** Walks over the fields, each ended by a zero byte. */
    private static final class Fields {
        private final byte[] bytes;
        private int position;

        Fields(byte[] bytes) {
            this.bytes = bytes;
        }

        boolean hasNext() {
            return position < bytes.length;
        }

        String next(String what) throws IOException {
            for (int end = position; end < bytes.length; end++) {
                if (bytes[end] == 0) {
                    String field = new String(bytes, position, end - position, UTF_8);
                    position = end + 1;
                    return field;
                }
            }
            throw new IOException("malformed request: no " + what);
        }
    }
}
