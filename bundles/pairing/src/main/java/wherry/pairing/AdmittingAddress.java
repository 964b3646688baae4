package wherry.pairing;

import java.util.Optional;
import wherry.api.peer.AuthToken;
import wherry.api.peer.PeerAddress;

/**
 * What {@code --gen-addresses} prints on the other side.
 *
 * @param address of the peer
 * @param token that it accepts
 */
record AdmittingAddress(PeerAddress address, AuthToken token) {
    /** Reads {@code p2p-annex::NET:ADDRESS:TOKEN}; the token is what follows the last colon. */
    static Optional<AdmittingAddress> parse(String text) {
        int last = text.lastIndexOf(':');
        if (!text.startsWith(PeerAddress.SCHEME) || last < PeerAddress.SCHEME.length()) {
            return Optional.empty();
        }
        return AuthToken.parse(text.substring(last + 1))
                .filter(token -> !token.isEmpty())
                .flatMap(token -> PeerAddress.parse(text.substring(PeerAddress.SCHEME.length(), last))
                        .map(address -> new AdmittingAddress(address, token)));
    }
}
