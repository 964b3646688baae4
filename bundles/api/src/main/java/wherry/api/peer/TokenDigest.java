package wherry.api.peer;

import java.util.regex.Pattern;

/**
 * What a token is called where the token itself must not stand: its SHA-256. It admits nobody.
 *
 * @param hex 64 lower-case hexadecimal digits
 */
public record TokenDigest(String hex) {
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");

    /** @throws IllegalArgumentException if it is not of the form described */
    public TokenDigest {
        if (!FORM.matcher(hex).matches()) {
            throw new IllegalArgumentException("a token's digest has 64 lower-case hexadecimal digits");
        }
    }

    @Override
    public String toString() {
        return hex;
    }
}
