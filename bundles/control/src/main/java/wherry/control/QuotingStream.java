package wherry.control;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Prints on another stream, and quotes what is text: a line that is printed stays one line. Bytes go through as they are. It is a
 * stream so that no command has to think of it.
 */
final class QuotingStream extends PrintStream {
    private final PrintStream to;

    QuotingStream(PrintStream to) {
        super(to, false, StandardCharsets.UTF_8);
        this.to = to;
    }

    @Override
    public void println(@Nullable String line) {
        to.println(Quoting.line(String.valueOf(line)));
    }

    @Override
    public void println(@Nullable Object line) {
        println(String.valueOf(line));
    }

    @Override
    public void println(char[] line) {
        println(new String(line));
    }

    @Override
    public void println() {
        to.println();
    }

    @Override
    public void print(@Nullable String text) {
        to.print(Quoting.lines(String.valueOf(text)));
    }

    @Override
    public void print(@Nullable Object text) {
        print(String.valueOf(text));
    }

    @Override
    public void print(char[] text) {
        print(new String(text));
    }

    @Override
    public void print(char c) {
        print(String.valueOf(c));
    }

    @Override
    public boolean checkError() {
        return to.checkError();
    }
}
