package wherry.api.annex;

import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The UUID of a repository, as text: git-annex compares these as strings and accepts any word.
 *
 * @param value not empty, no white space or control characters, at most 255 characters
 */
public record AnnexUuid(String value) {
    private static final int MAX_CHARACTERS = 255;
    private static final Pattern FORM = Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

    /** @throws IllegalArgumentException if the text cannot be a UUID */
    public AnnexUuid {
        if (value.isEmpty() || value.length() > MAX_CHARACTERS || value.chars().anyMatch(c -> c <= ' ' || c == 127)) {
            throw new IllegalArgumentException("not an annex UUID (one word of 1 to 255 characters is expected)");
        }
    }

    /**
     * A new one, as {@code git annex init} makes it.
     *
     * @return a random version 4 UUID
     */
    public static AnnexUuid random() {
        return new AnnexUuid(UUID.randomUUID().toString());
    }

    /**
     * Whether it has the form of a UUID, as all have that git-annex makes. What a peer says of itself is to have it before it is
     * written where programs read it.
     *
     * @return false for any other word
     */
    public boolean hasUuidForm() {
        return FORM.matcher(value).matches();
    }

    @Override
    public String toString() {
        return value;
    }
}
