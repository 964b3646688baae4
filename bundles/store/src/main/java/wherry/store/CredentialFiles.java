package wherry.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import wherry.api.lock.FileLock;
import wherry.api.lock.FileLocks;
import wherry.api.peer.AuthToken;
import wherry.api.peer.Credentials;
import wherry.api.peer.PeerAddress;
import wherry.api.store.StoreException;

/** Git-annex's own files: {@code creds/p2paddrs}, {@code creds/p2pauth}, and one for each peer. */
final class CredentialFiles implements Credentials {
    private static final int TOKEN_BYTES = 64;
    private static final int PRIVATE_FILE = 0600;

    private final Path folder;
    private final Path lockFile;
    private final FileLocks locks;
    private final Scratch scratch;
    private final SecureRandom random = new SecureRandom();

    CredentialFiles(Layout layout, FileLocks locks, Scratch scratch) {
        this.folder = layout.credentials();
        this.lockFile = layout.annex().resolve("wherry/creds.lck");
        this.locks = locks;
        this.scratch = scratch;
    }

    @Override
    public List<PeerAddress> addresses() throws StoreException {
        List<PeerAddress> found = new ArrayList<>();
        for (String line : lines(addressFile())) {
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
    public boolean admits(AuthToken token, List<PeerAddress> via) throws StoreException {
        List<String> addresses = via.stream().map(PeerAddress::toString).toList();
        boolean admitted = false;
        for (String line : lines(tokenFile())) {
            int blank = line.indexOf(' ');
            Optional<AuthToken> kept = AuthToken.parse(blank < 0 ? line : line.substring(0, blank));
            // Compared even if the address is another, so that the time tells nothing.
            boolean same = kept.isPresent() && kept.get().equals(token);
            boolean here = blank >= 0 && addresses.contains(line.substring(blank + 1));
            admitted = admitted || (same && here);
        }
        return admitted && !token.isEmpty();
    }

    @Override
    public AuthToken issue(PeerAddress address) throws StoreException {
        byte[] bits = new byte[TOKEN_BYTES];
        random.nextBytes(bits);
        AuthToken token = AuthToken.parse(HexFormat.of().formatHex(bits)).orElseThrow();
        change(tokenFile(), lines -> prepend(token.reveal() + " " + address, lines));
        return token;
    }

    @Override
    public Optional<AuthToken> tokenFor(PeerAddress peer) throws StoreException {
        List<String> lines = lines(peerFile(peer));
        return lines.isEmpty() ? Optional.empty() : AuthToken.parse(lines.get(0));
    }

    @Override
    public void remember(PeerAddress peer, AuthToken token) throws StoreException {
        write(peerFile(peer), token.reveal());
    }

    private Path addressFile() {
        return folder.resolve("p2paddrs");
    }

    private Path tokenFile() {
        return folder.resolve("p2pauth");
    }

    private Path peerFile(PeerAddress peer) {
        return folder.resolve(fileName(peer));
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

    private static List<String> lines(Path file) throws StoreException {
        try {
            String text = Files.readString(file, StandardCharsets.UTF_8);
            // Not at carriage returns: to git-annex they are part of the line.
            String whole = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
            return whole.isEmpty() ? List.of() : Arrays.asList(whole.split("\n", -1));
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw Failures.of("cannot read " + file, e);
        }
    }

    private void change(Path file, UnaryOperator<List<String>> edit) throws StoreException {
        try {
            scratch.makeFolder(Sharing.NONE);
            try (FileLock lock = locks.lock(lockFile, FileLocks.Mode.EXCLUSIVE)) {
                List<String> before = lines(file);
                List<String> after = edit.apply(before);
                if (!after.equals(before)) {
                    write(file, String.join("\n", after) + "\n");
                }
            }
        } catch (IOException e) {
            throw Failures.of("cannot change " + file, e);
        }
    }

    private void write(Path file, String content) throws StoreException {
        try {
            Path fresh = scratch.name();
            try {
                scratch.create(fresh, Sharing.NONE).close();
                Sharing.setMode(fresh, PRIVATE_FILE);
                Files.writeString(fresh, content, StandardCharsets.UTF_8);
                Scratch.rename(fresh, file, Sharing.NONE);
            } finally {
                Files.deleteIfExists(fresh);
            }
        } catch (IOException e) {
            throw Failures.of("cannot write " + file, e);
        }
    }
}
