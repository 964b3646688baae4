package wherry.api.peer;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A P2P address: {@code p2p-annex::NETNAME:ADDRESS}. Holds no token.
 *
 * @param netname the network: lower-case letters, digits, dashes
 * @param address what only that network understands; not empty, no white space or control characters; may hold colons
 */
public record PeerAddress(String netname, String address) {
    /** What a P2P address begins with. */
    public static final String SCHEME = "p2p-annex::";

    private static final int MAX_CHARACTERS = 1000;
    private static final Pattern NETNAME = Pattern.compile("[a-z0-9][a-z0-9-]*");
    private static final Pattern ADDRESS = Pattern.compile("[^\\s\\p{Cntrl}]+");
    private static final Pattern FORM = Pattern.compile("(?:p2p-annex::)?([^:]+):(.+)", Pattern.DOTALL);

    /** @throws IllegalArgumentException if the parts are not of the form described */
    public PeerAddress {
        if (!NETNAME.matcher(netname).matches()) {
            throw new IllegalArgumentException("a network's name has lower-case letters, digits and dashes only");
        }
        if (address.length() > MAX_CHARACTERS || !ADDRESS.matcher(address).matches()) {
            throw new IllegalArgumentException("an address is one word of at most 1,000 characters");
        }
    }

    /**
     * Reads {@code p2p-annex::NETNAME:ADDRESS}, or {@code NETNAME:ADDRESS} as git gives it to a remote helper.
     *
     * @param text without a token
     * @return the address; empty if the text is not of this form
     */
    public static Optional<PeerAddress> parse(String text) {
        Matcher m = FORM.matcher(text);
        if (!m.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new PeerAddress(m.group(1), m.group(2)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /**
     * The form that users hand on to pair: the address with a token behind its last colon.
     *
     * @param token reveals this token
     * @return {@code p2p-annex::NETNAME:ADDRESS:TOKEN}; a secret
     */
    public String withToken(AuthToken token) {
        return this + ":" + token.reveal();
    }

    @Override
    public String toString() {
        return SCHEME + netname + ":" + address;
    }
}
