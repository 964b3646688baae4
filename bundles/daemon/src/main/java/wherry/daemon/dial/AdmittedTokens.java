package wherry.daemon.dial;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import wherry.api.peer.AuthToken;
import wherry.api.peer.PeerAddress;
import wherry.api.peer.TokenDigest;

/**
 * Where each token was first admitted. Kept over restarts as digests, one line each: a variable of the user's shell may outlive the
 * node. Thread-safe.
 */
final class AdmittedTokens {
    private static final Logger LOG = LoggerFactory.getLogger("wherry.daemon.dial");
    private static final int MOST = 1000;
    private static final long MAX_BYTES = 2L * 1024 * 1024;

    private final Optional<Path> file;
    private final Map<TokenDigest, String> addresses = new LinkedHashMap<>();

    private AdmittedTokens(Optional<Path> file) {
        this.file = file;
    }

    /** Remembers as long as it is there itself. */
    AdmittedTokens() {
        this(Optional.empty());
    }

    /**
     * Remembers over restarts.
     *
     * @param file need not be there yet
     */
    static AdmittedTokens keptIn(Path file) {
        AdmittedTokens tokens = new AdmittedTokens(Optional.of(file));
        try {
            tokens.read(file);
        } catch (NoSuchFileException e) {
            LOG.debug("no token was admitted anywhere yet file={}", file);
        } catch (IOException e) {
            LOG.warn("where tokens were admitted is not known file={}: {}", file, e.toString());
        }
        return tokens;
    }

    private void read(Path file) throws IOException {
        if (Files.size(file) > MAX_BYTES) {
            throw new IOException("it is larger than it can be");
        }
        for (String line : new String(Files.readAllBytes(file), StandardCharsets.UTF_8).split("\n", -1)) {
            String[] words = line.split(" ", 2);
            if (words.length == 2 && words[0].matches("[0-9a-f]{64}")) {
                addresses.put(new TokenDigest(words[0]), words[1]);
            }
        }
    }

    /** Where a token was first admitted. */
    synchronized Optional<String> addressOf(AuthToken token) {
        return Optional.ofNullable(addresses.get(token.digest()));
    }

    /** A peer has admitted a token. */
    synchronized void note(AuthToken token, PeerAddress peer) {
        if (token.isEmpty() || addresses.putIfAbsent(token.digest(), peer.toString()) != null) {
            return;
        }
        if (addresses.size() > MOST) {
            addresses.remove(addresses.keySet().iterator().next());
        }
        file.ifPresent(this::keep);
    }

    private void keep(Path kept) {
        try {
            write(kept);
        } catch (IOException e) {
            LOG.warn("where a token was admitted is forgotten when the node stops file={}: {}", kept, e.toString());
        }
    }

    private void write(Path file) throws IOException {
        List<String> lines = new ArrayList<>();
        addresses.forEach((token, address) -> lines.add(token.hex() + " " + address));
        Path fresh = Files.createTempFile(file.getParent(), "tokens", ".new");
        try {
            Files.write(fresh, lines);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }
}
