package wherry.store.credentials;

import java.util.Optional;
import wherry.api.peer.AuthToken;
import wherry.api.peer.PeerAddress;

/**
 * A line of git-annex's file of tokens.
 *
 * @param token admits
 * @param over the address that it admits over, letter by letter; empty on a line that holds a token alone
 */
record TokenEntry(AuthToken token, String over) {
    /** Reads a line; what git-annex would not take for a token is none. */
    static Optional<TokenEntry> parse(String line) {
        int blank = line.indexOf(' ');
        String over = blank < 0 ? "" : line.substring(blank + 1);
        return AuthToken.parse(blank < 0 ? line : line.substring(0, blank)).map(token -> new TokenEntry(token, over));
    }

    Optional<PeerAddress> address() {
        return over.startsWith(PeerAddress.SCHEME) ? PeerAddress.parse(over) : Optional.empty();
    }
}
