package wherry.store.credentials;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import wherry.api.annex.AnnexUuid;
import wherry.api.annex.ServeMode;
import wherry.api.peer.PeerToken;
import wherry.api.peer.TokenDigest;

/** One line of Wherry's file of peers: the digest of a token, then words of the form {@code NAME=VALUE}. */
final class PeerLine {
    private static final String RIGHTS = "rights";
    private static final String NAME = "name";
    private static final String FIRST = "first";
    private static final String LAST = "last";
    private static final String UUID = "uuid";

    private PeerLine() {}

    static String of(PeerToken peer) {
        Map<String, Object> words = new LinkedHashMap<>();
        words.put(RIGHTS, peer.rights().word());
        peer.name().ifPresent(name -> words.put(NAME, name));
        peer.firstSeen().ifPresent(first -> words.put(FIRST, first.getEpochSecond()));
        peer.lastSeen().ifPresent(last -> words.put(LAST, last.getEpochSecond()));
        peer.uuid().ifPresent(uuid -> words.put(UUID, uuid));
        return words.entrySet().stream()
                .map(word -> word.getKey() + "=" + word.getValue())
                .collect(Collectors.joining(" ", peer.token() + " ", ""));
    }

    /**
     * Reads a line.
     *
     * @return without an address
     * @throws IllegalArgumentException if any of it is not understood: it may be what the peer must not do
     */
    static PeerToken parse(String line) {
        String[] words = line.split(" ", -1);
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 1; i < words.length; i++) {
            int equals = words[i].indexOf('=');
            if (equals < 0 || values.put(words[i].substring(0, equals), words[i].substring(equals + 1)) != null) {
                throw new IllegalArgumentException("not of the form NAME=VALUE, or there twice");
            }
        }
        PeerToken peer = new PeerToken(
                new TokenDigest(words[0]),
                Optional.empty(),
                Optional.ofNullable(values.remove(NAME)),
                rights(values.remove(RIGHTS)),
                Optional.ofNullable(values.remove(FIRST)).map(PeerLine::seconds),
                Optional.ofNullable(values.remove(LAST)).map(PeerLine::seconds),
                Optional.ofNullable(values.remove(UUID)).map(AnnexUuid::new));
        if (!values.isEmpty()) {
            throw new IllegalArgumentException("unknown words");
        }
        return peer;
    }

    private static ServeMode rights(@Nullable String word) {
        return Optional.ofNullable(word)
                .flatMap(ServeMode::of)
                .orElseThrow(() -> new IllegalArgumentException("no rights, or unknown ones"));
    }

    private static Instant seconds(String value) {
        try {
            return Instant.ofEpochSecond(Long.parseLong(value));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("a time that there is not", e);
        }
    }
}
