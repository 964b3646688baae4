package wherry.control;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import wherry.api.command.Display;
import wherry.api.command.ForwardedInvocation;
import wherry.api.command.Invocation;
import wherry.api.command.JsonLine;

/** A call whose caller wants objects of JSON. It remembers what was told, so that a failure becomes an object, too. */
final class JsonCall extends ForwardedInvocation {
    private static final int MOST_REMEMBERED_BYTES = 8 << 10;

    private final ByteArrayOutputStream told = new ByteArrayOutputStream();
    private final AtomicBoolean toldObject = new AtomicBoolean();
    private final PrintStream err;

    JsonCall(Invocation call) {
        super(call);
        this.err = new PrintStream(new Remembering(), true, UTF_8);
    }

    /** Whether there is {@code --json}, or another option that means it, among the words. */
    static boolean isWanted(List<String> arguments) {
        return arguments.stream()
                .takeWhile(word -> !word.equals("--"))
                .anyMatch(word -> word.matches("--json(-[a-z-]+)?|-[A-Za-z]*j[A-Za-z]*"));
    }

    boolean hasToldObject() {
        return toldObject.get();
    }

    /**
     * Tells that the command failed, and why, in the words that stand on standard error.
     *
     * @param command as objects name it
     */
    void tellFailure(String command) {
        err.flush();
        List<String> messages = told.toString(UTF_8)
                .lines()
                .map(line -> line.replaceFirst("^wherry(?: [a-z0-9]+)*: ", "").strip())
                .filter(line -> !line.isEmpty() && !line.startsWith("See: "))
                .toList();
        forwarded()
                .display()
                .json(new JsonLine()
                        .with("command", command)
                        .with("error-messages", messages)
                        .with("success", false));
    }

    /** Standard error, and the first of it for the object. */
    private final class Remembering extends OutputStream {
        @Override
        public void write(int b) {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            forwarded().err().write(bytes, offset, length);
            told.write(bytes, offset, Math.min(length, MOST_REMEMBERED_BYTES - told.size()));
        }

        @Override
        public void flush() {
            forwarded().err().flush();
        }
    }

    @Override
    public PrintStream err() {
        return err;
    }

    @Override
    public Display display() {
        // Objects of progress do not count.
        return new ForwardedDisplay(forwarded().display()) {
            @Override
            public void json(JsonLine line) {
                toldObject.set(true);
                super.json(line);
            }
        };
    }
}
