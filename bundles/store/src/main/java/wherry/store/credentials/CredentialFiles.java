package wherry.store.credentials;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import wherry.api.annex.StoreException;
import wherry.api.peer.AuthToken;
import wherry.api.peer.Credentials;
import wherry.api.peer.PeerAddress;
import wherry.api.peer.PeerRegistry;

/** Git-annex's own files: {@code creds/p2paddrs}, {@code creds/p2pauth}, and one for each peer. */
public final class CredentialFiles implements Credentials {
    private final CredentialFolder folder;
    private final TokenGenerator tokens = new TokenGenerator();
    private final PeerRegistry peers;

    public CredentialFiles(CredentialFolder folder) {
        this.folder = folder;
        this.peers = new PeerFiles(folder, tokens);
    }

    @Override
    public List<PeerAddress> addresses() throws StoreException {
        List<PeerAddress> found = new ArrayList<>();
        for (String line : folder.lines(addressFile())) {
            if (line.startsWith(PeerAddress.SCHEME)) {
                PeerAddress.parse(line).ifPresent(found::add);
            }
        }
        return found;
    }

    @Override
    public void addAddress(PeerAddress address) throws StoreException {
        change(addressFile(), lines -> lines.contains(address.toString()) ? lines : prepend(address.toString(), lines));
    }

    @Override
    public void removeAddress(PeerAddress address) throws StoreException {
        change(
                addressFile(),
                lines -> lines.stream()
                        .filter(line -> !line.equals(address.toString()))
                        .toList());
    }

    @Override
    public PeerRegistry peers() {
        return peers;
    }

    @Override
    public AuthToken issue(PeerAddress address) throws StoreException {
        AuthToken token = tokens.next();
        change(folder.file(PeerFiles.TOKENS), lines -> prepend(token.reveal() + " " + address, lines));
        return token;
    }

    @Override
    public Optional<AuthToken> tokenFor(PeerAddress peer) throws StoreException {
        List<String> lines = folder.lines(peerFile(peer));
        return lines.isEmpty() ? Optional.empty() : AuthToken.parse(lines.get(0));
    }

    @Override
    public void remember(PeerAddress peer, AuthToken token) throws StoreException {
        folder.write(peerFile(peer), token.reveal());
    }

    private Path addressFile() {
        return folder.file("p2paddrs");
    }

    private Path peerFile(PeerAddress peer) {
        return folder.file(fileName(peer));
    }

    /** The name of the file with the token for a peer: all but letters and digits is escaped. */
    static String fileName(PeerAddress peer) {
        StringBuilder name = new StringBuilder();
        (peer.netname() + ":" + peer.address()).codePoints().forEach(c -> {
            if (isAlphaNum(c)) {
                name.appendCodePoint(c);
                return;
            }
            for (byte part : Character.toString(c).getBytes(StandardCharsets.UTF_8)) {
                name.append('%').append(HexFormat.of().withUpperCase().toHexDigits(part));
            }
        });
        return name.toString();
    }

    // SOURCE: Haskell's isAlphaNum, which git-annex uses: letters and numbers of every script.
    private static boolean isAlphaNum(int c) {
        int type = Character.getType(c);
        return Character.isLetterOrDigit(c) || type == Character.LETTER_NUMBER || type == Character.OTHER_NUMBER;
    }

    private static List<String> prepend(String first, List<String> lines) {
        List<String> all = new ArrayList<>(lines);
        all.add(0, first);
        return all;
    }

    private void change(Path file, UnaryOperator<List<String>> edit) throws StoreException {
        folder.change(file, () -> {
            List<String> before = folder.lines(file);
            List<String> after = edit.apply(before);
            if (!after.equals(before)) {
                folder.writeLines(file, after);
            }
            return after;
        });
    }
}
