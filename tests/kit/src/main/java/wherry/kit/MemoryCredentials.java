package wherry.kit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import wherry.api.peer.AuthToken;
import wherry.api.peer.Credentials;
import wherry.api.peer.PeerAddress;

/** Addresses and tokens that are in no file. Thread-safe. */
public final class MemoryCredentials implements Credentials {
    private final List<PeerAddress> addresses = new ArrayList<>();
    private final Map<AuthToken, PeerAddress> issued = new HashMap<>();
    private final Map<PeerAddress, AuthToken> known = new HashMap<>();

    @Override
    public synchronized List<PeerAddress> addresses() {
        return List.copyOf(addresses);
    }

    @Override
    public synchronized void addAddress(PeerAddress address) {
        if (!addresses.contains(address)) {
            addresses.add(0, address);
        }
    }

    @Override
    public synchronized boolean admits(AuthToken token, List<PeerAddress> via) {
        return issued.entrySet().stream().anyMatch(e -> e.getKey().equals(token) && via.contains(e.getValue()));
    }

    @Override
    public synchronized AuthToken issue(PeerAddress address) {
        AuthToken token =
                AuthToken.parse(String.format("%0128x", issued.size() + 1)).orElseThrow();
        issued.put(token, address);
        return token;
    }

    @Override
    public synchronized Optional<AuthToken> tokenFor(PeerAddress peer) {
        return Optional.ofNullable(known.get(peer));
    }

    @Override
    public synchronized void remember(PeerAddress peer, AuthToken token) {
        known.put(peer, token);
    }
}
