package wherry.launcher;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** The caller's terminal, driven by stty. */
final class CallerScreen {
    private final NodeFrames node;
    private String saved = "";

    CallerScreen(NodeFrames node) {
        this.node = node;
    }

    synchronized void raw() throws IOException {
        if (saved.isEmpty()) {
            saved = stty("-g");
            stty("raw", "-echo", "opost", "onlcr");
            Runtime.getRuntime().addShutdownHook(new Thread(this::cooked));
            Signals.on("WINCH", this::sendSize);
            sendSize();
        }
    }

    synchronized void cooked() {
        if (!saved.isEmpty()) {
            try {
                stty(saved);
            } catch (IOException e) {
                Relay.complain("cannot restore the terminal: " + e.getMessage());
            }
            saved = "";
        }
    }

    private void sendSize() {
        String size;
        try {
            size = stty("size");
        } catch (IOException e) {
            size = "";
        }
        node.sendIfThere('w', size(size));
    }

    /** Lines and columns as a frame holds them, zeros where they are not known. */
    static byte[] size(String text) {
        ByteBuffer size = ByteBuffer.allocate(2 * Short.BYTES);
        try {
            for (String number : text.split(" ", 2)) {
                size.putShort((short) Integer.parseInt(number));
            }
        } catch (NumberFormatException e) {
            return new byte[2 * Short.BYTES];
        }
        return size.array();
    }

    private static String stty(String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add("stty");
        command.addAll(List.of(arguments));
        Process stty = new ProcessBuilder(command)
                .redirectInput(Redirect.INHERIT)
                .redirectError(Redirect.INHERIT)
                .start();
        return new String(stty.getInputStream().readAllBytes(), US_ASCII).strip();
    }
}
