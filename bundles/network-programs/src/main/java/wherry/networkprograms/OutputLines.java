package wherry.networkprograms;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.util.function.Consumer;

/** Cuts the output of a program into lines, of which it keeps no more than a bound. */
final class OutputLines {
    static final int MOST_CHARACTERS = 8_000;
    private static final int BUFFER = 8_192;

    private final StringBuilder line = new StringBuilder();
    private final Consumer<String> consumer;
    private final int uncertain;
    private boolean cut;

    /**
     * Of one output.
     *
     * @param consumer is given each line
     * @param uncertain how many characters before a cut are left out, too
     */
    OutputLines(Consumer<String> consumer, int uncertain) {
        this.consumer = consumer;
        this.uncertain = uncertain;
    }

    /** Reads until the program and whoever has its output end. */
    void drain(InputStream output) throws IOException {
        char[] buffer = new char[BUFFER];
        try (Reader reader = new InputStreamReader(output, UTF_8)) {
            int count = reader.read(buffer);
            while (count >= 0) {
                for (int i = 0; i < count; i++) {
                    take(buffer[i]);
                }
                count = reader.read(buffer);
            }
        }
        if (line.length() > 0) {
            pass();
        }
    }

    private void take(char next) {
        if (next == '\n') {
            pass();
        } else if (line.length() < MOST_CHARACTERS) {
            line.append(next);
        } else {
            cut = true;
        }
    }

    private void pass() {
        if (cut) {
            line.setLength(Math.max(0, line.length() - uncertain));
        } else if (line.length() > 0 && line.charAt(line.length() - 1) == '\r') {
            line.setLength(line.length() - 1);
        }
        consumer.accept(line.toString());
        line.setLength(0);
        cut = false;
    }
}
