package wherry.kit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import wherry.api.annex.ServeMode;
import wherry.api.annex.StoreException;
import wherry.api.peer.AuthToken;
import wherry.api.peer.PeerAddress;
import wherry.api.peer.PeerRegistry;
import wherry.api.peer.PeerToken;
import wherry.api.peer.Sighting;

/** Tokens and peers that are in no file. Thread-safe. */
public final class MemoryPeers implements PeerRegistry {
    private final List<Entry> entries = new ArrayList<>();
    private int issued;
    private boolean broken;

    private record Entry(AuthToken token, PeerToken peer) {}

    /** From now on nothing can be read. */
    public synchronized void damage() {
        broken = true;
    }

    /** A new token. */
    public synchronized AuthToken issue(PeerAddress address) {
        issued++;
        AuthToken token = AuthToken.parse(String.format("%0128x", issued)).orElseThrow();
        entries.add(0, new Entry(token, PeerToken.unnamed(token.digest(), Optional.of(address))));
        return token;
    }

    /** Takes a token away as somebody does who edits git-annex's file. */
    public synchronized void remove(AuthToken token) {
        entries.removeIf(entry -> entry.token().equals(token));
    }

    @Override
    public synchronized Optional<PeerToken> admit(AuthToken token, List<PeerAddress> via) throws StoreException {
        requireSound();
        return entries.stream()
                .filter(entry -> entry.token().equals(token))
                .map(Entry::peer)
                .filter(peer -> peer.address().map(via::contains).orElse(false))
                .findFirst();
    }

    private void requireSound() throws StoreException {
        if (broken) {
            throw new StoreException("the peers cannot be read");
        }
    }

    @Override
    public synchronized List<PeerToken> list() throws StoreException {
        requireSound();
        return entries.stream().map(Entry::peer).toList();
    }

    @Override
    public synchronized List<PeerToken> find(String peer) throws StoreException {
        List<PeerToken> found =
                list().stream().filter(known -> known.handle().equals(peer)).toList();
        if (found.isEmpty()) {
            throw new StoreException("there is no peer " + peer);
        }
        return found;
    }

    @Override
    public synchronized List<AuthToken> invite(String name, ServeMode rights, List<PeerAddress> addresses)
            throws StoreException {
        if (list().stream().anyMatch(known -> known.handle().equals(name))) {
            throw new StoreException("there is a peer " + name + " already");
        }
        List<AuthToken> tokens = addresses.stream().map(this::issue).toList();
        entries.replaceAll(entry -> tokens.contains(entry.token())
                ? new Entry(entry.token(), entry.peer().named(name).allowed(rights))
                : entry);
        return tokens;
    }

    private List<PeerToken> change(String peer, UnaryOperator<PeerToken> edit) throws StoreException {
        List<PeerToken> found = find(peer);
        entries.replaceAll(
                entry -> found.contains(entry.peer()) ? new Entry(entry.token(), edit.apply(entry.peer())) : entry);
        return found.stream().map(edit).toList();
    }

    @Override
    public synchronized List<PeerToken> rename(String peer, String name) throws StoreException {
        return change(peer, known -> known.named(name));
    }

    @Override
    public synchronized List<PeerToken> allow(String peer, ServeMode rights) throws StoreException {
        return change(peer, known -> known.allowed(rights));
    }

    @Override
    public synchronized List<PeerToken> revoke(String peer) throws StoreException {
        List<PeerToken> found = find(peer);
        entries.removeIf(entry -> found.contains(entry.peer()));
        return found;
    }

    @Override
    public synchronized void seen(Collection<Sighting> sightings) {
        for (Sighting sighting : sightings) {
            entries.replaceAll(entry -> entry.peer().token().equals(sighting.token())
                    ? new Entry(entry.token(), entry.peer().seen(sighting))
                    : entry);
        }
    }
}
