package wherry.api.peer;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import wherry.api.annex.AnnexUuid;
import wherry.api.annex.ServeMode;

/**
 * Who holds one token of a repository. A peer that was invited over several addresses has a token, and one of these, for each.
 *
 * @param token its digest
 * @param address that the token is valid for; empty if it is one of git-annex's own (tor)
 * @param name given by the user
 * @param rights what the peer may do at most
 * @param firstSeen when it first came
 * @param lastSeen when it last came or went
 * @param uuid what it called itself then, unchecked
 */
public record PeerToken(
        TokenDigest token,
        Optional<PeerAddress> address,
        Optional<String> name,
        ServeMode rights,
        Optional<Instant> firstSeen,
        Optional<Instant> lastSeen,
        Optional<AnnexUuid> uuid) {
    private static final int HANDLE_DIGITS = 8;
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}._@+-]{0,63}");

    /** @throws IllegalArgumentException if the name is none */
    public PeerToken {
        if (!name.map(PeerToken::isName).orElse(true)) {
            throw new IllegalArgumentException("not the name of a peer: " + name);
        }
    }

    /**
     * Whether a peer can be called so.
     *
     * @param text what the user typed
     * @return true for one word of letters, digits, and {@code . _ @ + -} within, at most 64 characters
     */
    public static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    /**
     * A token that nothing was noted of, as git-annex makes it.
     *
     * @param token its digest
     * @param address that it is valid for
     * @return no name, all rights, never seen
     */
    public static PeerToken unnamed(TokenDigest token, Optional<PeerAddress> address) {
        return new PeerToken(
                token,
                address,
                Optional.empty(),
                ServeMode.READ_WRITE,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /**
     * What users call it in commands.
     *
     * @return its name, or else {@code #} and the first digits of its token's digest
     */
    public String handle() {
        return name.orElseGet(() -> "#" + token.hex().substring(0, HANDLE_DIGITS));
    }

    /**
     * The same peer with a name.
     *
     * @param now its name
     * @return a new one
     */
    public PeerToken named(String now) {
        return new PeerToken(token, address, Optional.of(now), rights, firstSeen, lastSeen, uuid);
    }

    /**
     * The same peer with other rights.
     *
     * @param now what it may do at most
     * @return a new one
     */
    public PeerToken allowed(ServeMode now) {
        return new PeerToken(token, address, name, now, firstSeen, lastSeen, uuid);
    }

    /**
     * The same peer with a token that is valid for an address.
     *
     * @param now the address
     * @return a new one
     */
    public PeerToken over(Optional<PeerAddress> now) {
        return new PeerToken(token, now, name, rights, firstSeen, lastSeen, uuid);
    }

    /**
     * The same peer after it was there.
     *
     * @param sighting of its token
     * @return a new one; the same if it was seen later than that
     */
    public PeerToken seen(Sighting sighting) {
        Instant when = sighting.when();
        if (lastSeen.isPresent() && lastSeen.get().isAfter(when)) {
            return this;
        }
        Optional<Instant> first = Optional.of(firstSeen.orElse(when));
        return new PeerToken(token, address, name, rights, first, Optional.of(when), Optional.of(sighting.uuid()));
    }
}
