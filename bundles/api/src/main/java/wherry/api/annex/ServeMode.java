package wherry.api.annex;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a peer may do in a repository. Each allows less than the one before it. */
public enum ServeMode {
    /** Everything that the protocol offers. */
    READ_WRITE,
    /** Content may be read, locked, added and removed, but nothing may be pushed. */
    NO_PUSH,
    /** Content may be added but not removed, and nothing may be pushed. */
    APPEND_ONLY,
    /** Content and branches may be read, locked, and nothing else. */
    READ_ONLY;

    /**
     * What both allow.
     *
     * @param other the other one
     * @return whichever allows less
     */
    public ServeMode and(ServeMode other) {
        return compareTo(other) < 0 ? other : this;
    }

    /**
     * As users write it.
     *
     * @return {@code read-write}, {@code no-push}, {@code append-only} or {@code read-only}
     */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * Reads what {@link #word()} gives.
     *
     * @param word as users write it
     * @return empty if it is none of them
     */
    public static Optional<ServeMode> of(String word) {
        return Arrays.stream(values()).filter(mode -> mode.word().equals(word)).findFirst();
    }
}
