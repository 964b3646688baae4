package wherry.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What the caller gave us, byte for byte. Java turns arguments and variables into text by the locale and loses what does not
 * fit, so they are read from the system where it shows them.
 */
final class CallerBytes {
    static final int MAX_REQUEST_BYTES = 1 << 20;

    private static final String PROTOCOL = "wherry-control-2";
    private static final String VERSION_PREFIX = "wherry ";

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
     * A whole request, without its length.
     *
     * @param version of the distribution that the caller is of
     * @param directory the working directory
     * @param flags which streams are terminals
     * @param call name of the program and its arguments
     */
    static byte[] request(String version, byte[] directory, String flags, List<byte[]> call) {
        ByteArrayOutputStream fields = new ByteArrayOutputStream();
        add(fields, PROTOCOL.getBytes(UTF_8));
        add(fields, version.getBytes(UTF_8));
        add(fields, directory);
        add(fields, flags.getBytes(UTF_8));
        for (byte[] word : call) {
            add(fields, word);
        }
        return fields.toByteArray();
    }

    private static void add(ByteArrayOutputStream fields, byte[] field) {
        fields.write(field, 0, field.length);
        fields.write(0);
    }

    /**
     * A variable of the environment.
     *
     * @param name as bytes
     * @return {@code =} and its value; empty if it is not set
     */
    static byte[] variable(byte[] name) {
        for (byte[] variable : fields("/proc/self/environ")) {
            if (variable.length > name.length
                    && variable[name.length] == '='
                    && Arrays.equals(variable, 0, name.length, name, 0, name.length)) {
                return Arrays.copyOfRange(variable, name.length, variable.length);
            }
        }
        String value = System.getenv(new String(name, UTF_8));
        return value == null ? new byte[0] : ("=" + value).getBytes(UTF_8);
    }

    /**
     * The version of a distribution.
     *
     * @param lib its folder
     * @return empty if it is not known
     */
    static String version(Path lib) {
        try {
            String text = Files.readString(lib.resolve("version"));
            return text.startsWith(VERSION_PREFIX)
                    ? text.substring(VERSION_PREFIX.length()).strip()
                    : "";
        } catch (IOException e) {
            return "";
        }
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
