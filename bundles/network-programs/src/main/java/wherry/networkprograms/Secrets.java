package wherry.networkprograms;

import java.util.Comparator;
import java.util.List;

/** Takes secrets out of what a program prints, and makes one short line of it. Immutable. */
final class Secrets {
    private static final int MOST_CHARACTERS = 300;
    private static final String MASK = "***";

    private final List<String> secrets;

    Secrets(List<String> secrets) {
        // One may be part of another.
        this.secrets = secrets.stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    /** For the log and for users. */
    String mask(String line) {
        String masked = line;
        for (String secret : secrets) {
            masked = masked.replace(secret, MASK);
        }
        String plain = masked.replaceAll("\\p{Cntrl}", "?").strip();
        return plain.length() <= MOST_CHARACTERS ? plain : plain.substring(0, MOST_CHARACTERS) + "...";
    }

    /** So long a piece at the end of a line that was cut may be the beginning of a secret. */
    int longest() {
        return secrets.isEmpty() ? 0 : secrets.get(0).length();
    }
}
