package wherry.api.peer;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/** A secret that admits whoever presents it. Compared without regard to case and in constant time; never shown. */
public final class AuthToken {
    private static final int MAX_CHARACTERS = 1024;
    private final byte[] characters;

    private AuthToken(String text) {
        this.characters = text.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * Reads a token.
     *
     * @param text letters and digits of ASCII, at most 1,024; empty is allowed and admits nowhere
     * @return the token; empty if the text is not of this form
     */
    public static Optional<AuthToken> parse(String text) {
        boolean valid = text.length() <= MAX_CHARACTERS && text.chars().allMatch(AuthToken::isTokenCharacter);
        return valid ? Optional.of(new AuthToken(text)) : Optional.empty();
    }

    private static boolean isTokenCharacter(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    /**
     * Whether this token holds nothing.
     *
     * @return true if it has no characters
     */
    public boolean isEmpty() {
        return characters.length == 0;
    }

    /**
     * The secret itself, for the line that is sent and the file that keeps it. Not for logs or messages.
     *
     * @return lower-case letters and digits
     */
    public String reveal() {
        return new String(characters, StandardCharsets.US_ASCII);
    }

    /**
     * What this token may be called in lists, logs and files that are no secret.
     *
     * @return its SHA-256
     * @throws IllegalStateException if this Java has no SHA-256, as every one must
     */
    public TokenDigest digest() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(characters);
            return new TokenDigest(HexFormat.of().formatHex(digest));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AuthToken token && MessageDigest.isEqual(characters, token.characters);
    }

    @Override
    public int hashCode() {
        return AuthToken.class.hashCode();
    }

    @Override
    public String toString() {
        return "AuthToken[hidden]";
    }
}
