package wherry.keycommands;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Lines of standard input, as many at once as have come: whoever writes one and waits for its answer gets it, and whoever writes many
 * gets them asked together. Used by one thread.
 */
final class InputLines {
    private static final int READ_BYTES = 32 * 1024;
    private static final int MAX_LINE_BYTES = 64 * 1024;

    private final InputStream in;
    private final byte[] buffer = new byte[READ_BYTES];
    private final ByteArrayOutputStream begun = new ByteArrayOutputStream();
    private boolean ended;

    InputLines(InputStream in) {
        this.in = in;
    }

    /**
     * The next lines, empty ones left out.
     *
     * @return empty at the end of input
     */
    List<String> next() throws IOException {
        List<String> lines = new ArrayList<>();
        while (lines.isEmpty() && !ended) {
            int count = in.read(buffer);
            ended = count < 0;
            for (int i = 0; i < count; i++) {
                take(buffer[i], lines);
            }
            if (ended) {
                finish(lines);
            }
        }
        return lines;
    }

    private void take(byte next, List<String> lines) throws IOException {
        if (next == '\n') {
            finish(lines);
        } else if (begun.size() == MAX_LINE_BYTES) {
            throw new IOException("a line of standard input is longer than " + MAX_LINE_BYTES + " bytes");
        } else {
            begun.write(next);
        }
    }

    private void finish(List<String> lines) {
        String line = begun.toString(UTF_8);
        begun.reset();
        if (!line.isBlank()) {
            lines.add(line);
        }
    }
}
