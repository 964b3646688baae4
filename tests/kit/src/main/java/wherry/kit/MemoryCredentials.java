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
    private final Map<PeerAddress, AuthToken> known = new HashMap<>();
    private final MemoryPeers peers = new MemoryPeers();

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
    public synchronized void removeAddress(PeerAddress address) {
        addresses.remove(address);
    }

    @Override
    public MemoryPeers peers() {
        return peers;
    }

    @Override
    public AuthToken issue(PeerAddress address) {
        return peers.issue(address);
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
