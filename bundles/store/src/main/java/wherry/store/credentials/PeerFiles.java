package wherry.store.credentials;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import wherry.api.annex.ServeMode;
import wherry.api.annex.StoreException;
import wherry.api.peer.AuthToken;
import wherry.api.peer.PeerAddress;
import wherry.api.peer.PeerRegistry;
import wherry.api.peer.PeerToken;
import wherry.api.peer.Sighting;
import wherry.api.peer.TokenDigest;

/** Git-annex's file of tokens, and Wherry's notes beside it. */
final class PeerFiles implements PeerRegistry {
    /** Git-annex's file of tokens. */
    static final String TOKENS = "p2pauth";

    private static final int FEWEST_DIGITS = 4;

    private final CredentialFolder folder;
    private final TokenGenerator tokens;

    PeerFiles(CredentialFolder folder, TokenGenerator tokens) {
        this.folder = folder;
        this.tokens = tokens;
    }

    private Path tokenFile() {
        return folder.file(TOKENS);
    }

    private Path noteFile() {
        return folder.ownFile("peers");
    }

    private List<TokenEntry> entries() throws StoreException {
        return folder.lines(tokenFile()).stream()
                .flatMap(line -> TokenEntry.parse(line).stream())
                .filter(entry -> !entry.token().isEmpty())
                .toList();
    }

    private PeerNotes notes() throws StoreException {
        // A file that is empty is damaged: Wherry's own is never so.
        return Files.exists(noteFile()) ? PeerNotes.parse(folder.lines(noteFile()), noteFile()) : new PeerNotes();
    }

    @Override
    public Optional<PeerToken> admit(AuthToken token, List<PeerAddress> via) throws StoreException {
        Optional<PeerAddress> over = Optional.empty();
        for (TokenEntry entry : entries()) {
            // Compared even if the address is another, so that the time tells nothing.
            boolean same = entry.token().equals(token);
            Optional<PeerAddress> here = via.stream()
                    .filter(address -> address.toString().equals(entry.over()))
                    .findFirst();
            over = same && here.isPresent() ? here : over;
        }
        return over.isPresent() ? Optional.of(notes().of(token.digest()).over(over)) : Optional.empty();
    }

    @Override
    public List<PeerToken> list() throws StoreException {
        PeerNotes notes = notes();
        return entries().stream()
                .map(entry -> notes.of(entry.token().digest()).over(entry.address()))
                .toList();
    }

    @Override
    public List<PeerToken> find(String peer) throws StoreException {
        List<PeerToken> found = list().stream()
                .filter(known -> peer.startsWith("#") ? begins(known, peer.substring(1)) : isCalled(known, peer))
                .toList();
        if (found.isEmpty()) {
            throw new StoreException("there is no peer " + peer + "; those there are: wherry peers");
        }
        long tokensFound = found.stream().map(PeerToken::token).distinct().count();
        if (peer.startsWith("#") && tokensFound > 1) {
            throw new StoreException(peer + " fits several peers: give more digits");
        }
        return found;
    }

    private static boolean begins(PeerToken known, String digits) {
        return digits.length() >= FEWEST_DIGITS && known.token().hex().startsWith(digits);
    }

    private static boolean isCalled(PeerToken known, String name) {
        return known.name().map(name::equals).orElse(false);
    }

    @Override
    public List<AuthToken> invite(String name, ServeMode rights, List<PeerAddress> addresses) throws StoreException {
        return folder.change(tokenFile(), () -> {
            requireFree(name, Set.of());
            PeerNotes notes = notes();
            List<AuthToken> made = new ArrayList<>();
            List<String> lines = new ArrayList<>();
            for (PeerAddress address : addresses) {
                AuthToken token = tokens.next();
                made.add(token);
                lines.add(token.reveal() + " " + address);
                notes.put(PeerToken.unnamed(token.digest(), Optional.empty())
                        .named(name)
                        .allowed(rights));
            }
            lines.addAll(folder.lines(tokenFile()));
            // First, so that no token is ever there without its rights.
            folder.writeLines(noteFile(), notes.lines());
            folder.writeLines(tokenFile(), lines);
            return made;
        });
    }

    private void requireFree(String name, Set<TokenDigest> own) throws StoreException {
        if (!PeerToken.isName(name)) {
            throw new StoreException("no name for a peer: " + name
                    + "; one word of letters, digits and . _ @ + - is expected, at most 64 characters");
        }
        if (list().stream().anyMatch(known -> isCalled(known, name) && !own.contains(known.token()))) {
            throw new StoreException("there is a peer " + name + " already");
        }
    }

    @Override
    public List<PeerToken> rename(String peer, String name) throws StoreException {
        return folder.change(noteFile(), () -> {
            requireFree(name, digests(find(peer)));
            return note(peer, known -> known.named(name));
        });
    }

    @Override
    public List<PeerToken> allow(String peer, ServeMode rights) throws StoreException {
        return folder.change(noteFile(), () -> note(peer, known -> known.allowed(rights)));
    }

    private List<PeerToken> note(String peer, UnaryOperator<PeerToken> edit) throws StoreException {
        PeerNotes notes = notes();
        List<PeerToken> now = find(peer).stream().map(edit).toList();
        now.forEach(notes::put);
        folder.writeLines(noteFile(), notes.lines());
        return now;
    }

    private static Set<TokenDigest> digests(List<PeerToken> peers) {
        return peers.stream().map(PeerToken::token).collect(Collectors.toSet());
    }

    @Override
    public List<PeerToken> revoke(String peer) throws StoreException {
        return folder.change(tokenFile(), () -> {
            List<PeerToken> gone = find(peer);
            Set<TokenDigest> digests = digests(gone);
            List<String> left = folder.lines(tokenFile()).stream()
                    .filter(line -> TokenEntry.parse(line)
                            .map(entry -> !digests.contains(entry.token().digest()))
                            .orElse(true))
                    .toList();
            folder.writeLines(tokenFile(), left);
            PeerNotes notes = notes();
            digests.forEach(notes::remove);
            folder.writeLines(noteFile(), notes.lines());
            return gone;
        });
    }

    @Override
    public void seen(Collection<Sighting> sightings) throws StoreException {
        folder.change(noteFile(), () -> {
            Set<TokenDigest> there = digests(list());
            PeerNotes notes = notes();
            for (Sighting sighting : sightings) {
                if (there.contains(sighting.token())) {
                    notes.put(notes.of(sighting.token()).seen(sighting));
                }
            }
            folder.writeLines(noteFile(), notes.lines());
            return notes;
        });
    }
}
