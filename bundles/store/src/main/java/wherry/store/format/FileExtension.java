package wherry.store.format;

import java.util.ArrayDeque;
import java.util.Deque;

/** The part of a file's name that git-annex keeps in keys of backends with an E. */
public final class FileExtension {
    // SOURCE: git-annex(1), annex.maxextensionlength and annex.maxextensions.
    public static final int MAX_BYTES = 4;
    public static final int MAX_EXTENSIONS = 2;

    private FileExtension() {}

    /**
     * The extensions, short ones only, of letters and digits and what is not ASCII.
     *
     * @param name of a file, one character for each byte
     * @return with the dots, for instance {@code .tar.gz}; empty if there are none
     */
    public static String of(String name) {
        return of(name, MAX_BYTES, MAX_EXTENSIONS);
    }

    /**
     * The same with other limits.
     *
     * @param maxBytes of each extension
     * @param max how many
     */
    public static String of(String name, int maxBytes, int max) {
        String[] parts = name.split("\\.", -1);
        Deque<String> kept = new ArrayDeque<>();
        for (int i = parts.length - 1; i > 0 && parts[i].length() <= maxBytes && kept.size() < max; i--) {
            if (!parts[i].isEmpty() && parts[i].chars().allMatch(FileExtension::isValid)) {
                kept.addFirst(parts[i]);
            }
        }
        return kept.isEmpty() ? "" : "." + String.join(".", kept);
    }

    private static boolean isValid(int c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c > 127;
    }
}
