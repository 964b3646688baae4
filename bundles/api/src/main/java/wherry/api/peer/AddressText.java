package wherry.api.peer;

import java.util.Optional;

/**
 * An address as a user gives it, with or without a token behind its last colon.
 *
 * @param address where the peer is
 * @param token if there was one
 */
public record AddressText(PeerAddress address, Optional<AuthToken> token) {
    /** Shorter than git-annex's 128 digits, longer than any port. */
    private static final int LEAST_TOKEN_CHARACTERS = 64;

    /**
     * Reads {@code p2p-annex::NET:ADDRESS[:TOKEN]}. A last word that could be a token is one, if what is left is an address
     * still: an address that is one long word, such as a public key, is not cut.
     *
     * @param text from the user
     * @return empty if it is no address
     */
    public static Optional<AddressText> parse(String text) {
        int colon = text.lastIndexOf(':');
        Optional<AuthToken> token = text.length() - colon > LEAST_TOKEN_CHARACTERS
                ? AuthToken.parse(text.substring(colon + 1))
                : Optional.empty();
        if (colon > 0 && token.isPresent()) {
            Optional<PeerAddress> rest = address(text.substring(0, colon));
            if (rest.isPresent()) {
                return rest.map(address -> new AddressText(address, token));
            }
        }
        return address(text).map(address -> new AddressText(address, Optional.empty()));
    }

    private static Optional<PeerAddress> address(String text) {
        String bare = text.startsWith(PeerAddress.SCHEME) ? text.substring(PeerAddress.SCHEME.length()) : text;
        return PeerAddress.parse(bare);
    }

    @Override
    public String toString() {
        return address.toString();
    }
}
