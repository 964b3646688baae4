package wherry.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What the caller gave us, byte for byte. Java turns arguments and variables into text by the locale and loses what does not
 * fit, so they are read from the system where it shows them.
 */
final class CallerBytes {
    static final int MAX_REQUEST_BYTES = 1 << 20;

    private static final String VERSION = "wherry-control-1";
    private static final String[] PREFIXES = {"GIT_", "WHERRY_", "LC_"};
    private static final String[] NAMES = {"HOME", "PATH", "TERM", "LANG", "NO_COLOR", "COLUMNS", "LINES"};

    private CallerBytes() {}

    /** The arguments from one on. */
    static List<byte[]> arguments(String[] args, int from) {
        int count = args.length - from;
        List<byte[]> all = fields("/proc/self/cmdline");
        if (all.size() >= count) {
            return all.subList(all.size() - count, all.size());
        }
        List<byte[]> texts = new ArrayList<>();
        for (int i = from; i < args.length; i++) {
            texts.add(args[i].getBytes(UTF_8));
        }
        return texts;
    }

    /**
     * A whole request, with its length.
     *
     * @param directory the working directory
     * @param flags which streams are terminals
     * @param call name of the program and its arguments
     */
    static byte[] request(byte[] directory, String flags, List<byte[]> call) {
        List<byte[]> variables = variables();
        ByteArrayOutputStream fields = new ByteArrayOutputStream();
        add(fields, VERSION.getBytes(UTF_8));
        add(fields, directory);
        add(fields, flags.getBytes(UTF_8));
        add(fields, Integer.toString(variables.size()).getBytes(UTF_8));
        for (byte[] variable : variables) {
            add(fields, variable);
        }
        for (byte[] word : call) {
            add(fields, word);
        }
        return fields.toByteArray();
    }

    private static void add(ByteArrayOutputStream fields, byte[] field) {
        fields.write(field, 0, field.length);
        fields.write(0);
    }

    private static List<byte[]> variables() {
        List<byte[]> all = fields("/proc/self/environ");
        if (all.isEmpty()) {
            for (Map.Entry<String, String> entry : System.getenv().entrySet()) {
                all.add((entry.getKey() + "=" + entry.getValue()).getBytes(UTF_8));
            }
        }
        List<byte[]> needed = new ArrayList<>();
        for (byte[] variable : all) {
            if (isNeeded(variable)) {
                needed.add(variable);
            }
        }
        return needed;
    }

    private static boolean isNeeded(byte[] variable) {
        String text = new String(variable, UTF_8);
        int equals = text.indexOf('=');
        if (equals < 1) {
            return false;
        }
        for (String prefix : PREFIXES) {
            if (text.startsWith(prefix)) {
                return true;
            }
        }
        String name = text.substring(0, equals);
        for (String known : NAMES) {
            if (known.equals(name)) {
                return true;
            }
        }
        return false;
    }

    /** Fields that each end with a zero byte; empty if there is no such file. */
    private static List<byte[]> fields(String file) {
        List<byte[]> fields = new ArrayList<>();
        byte[] all;
        try (FileInputStream in = new FileInputStream(file)) {
            all = in.readAllBytes();
        } catch (IOException e) {
            return fields;
        }
        int begin = 0;
        for (int i = 0; i < all.length; i++) {
            if (all[i] == 0) {
                byte[] field = new byte[i - begin];
                System.arraycopy(all, begin, field, 0, field.length);
                fields.add(field);
                begin = i + 1;
            }
        }
        return fields;
    }
}
