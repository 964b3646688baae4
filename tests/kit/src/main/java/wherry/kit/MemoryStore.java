package wherry.kit;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import wherry.api.annex.Key;

/** Content in memory: what a repository does with keys, without files. Keys of other backends than SHA256(E) verify by size. */
public final class MemoryStore {
    private final Map<Key, byte[]> present = new HashMap<>();
    private final Map<Key, byte[]> partial = new HashMap<>();
    private final Set<Key> locked = new HashSet<>();
    private long seconds = 1_000;

    /**
     * A key for content.
     *
     * @param content any
     * @return of backend SHA256E, with size and an extension
     */
    public static Key keyOf(byte[] content) {
        return Key.parse("SHA256E-s" + content.length + "--" + sha256(content) + ".dat")
                .orElseThrow();
    }

    /**
     * Makes content present.
     *
     * @param key verified by nobody
     * @param content of it
     */
    public void put(Key key, byte[] content) {
        present.put(key, content.clone());
    }

    /**
     * Leaves something of an earlier transfer.
     *
     * @param key that was received
     * @param content that had come
     */
    public void putPartial(Key key, byte[] content) {
        partial.put(key, content.clone());
    }

    /**
     * Content that is here.
     *
     * @param key asked for
     * @return empty if it is not present
     */
    public Optional<byte[]> content(Key key) {
        return Optional.ofNullable(present.get(key)).map(byte[]::clone);
    }

    /**
     * The end of content that is here.
     *
     * @param key asked for
     * @param offset where that begins; beyond the end means nothing is left
     * @return empty if it is not present
     */
    public Optional<byte[]> contentFrom(Key key, long offset) {
        return content(key).map(all -> Arrays.copyOfRange(all, (int) Math.min(offset, all.length), all.length));
    }

    /**
     * What has come of content so far.
     *
     * @param key asked for
     * @return of no length if nothing has
     */
    public byte[] partial(Key key) {
        return partial.getOrDefault(key, new byte[0]).clone();
    }

    /**
     * Locks content.
     *
     * @param key present or not
     * @return whether it is present, and locked now
     */
    public boolean lock(Key key) {
        return present.containsKey(key) && (locked.contains(key) || locked.add(key));
    }

    /**
     * Ends a lock.
     *
     * @param key locked
     */
    public void unlock(Key key) {
        locked.remove(key);
    }

    /**
     * Whether content may not be removed.
     *
     * @param key asked for
     * @return true while it is locked
     */
    public boolean isLocked(Key key) {
        return locked.contains(key);
    }

    /**
     * Removes content unless it is locked.
     *
     * @param key present or not
     * @return whether it is not here now
     */
    public boolean remove(Key key) {
        if (!locked.contains(key)) {
            present.remove(key);
        }
        return !present.containsKey(key);
    }

    /**
     * Keeps what came of a transfer that was given up.
     *
     * @param key received
     * @param content all that has come
     */
    public void keep(Key key, byte[] content) {
        partial.put(key, content.clone());
    }

    /**
     * Verifies and keeps what came.
     *
     * @param key received
     * @param content all that has come
     * @param complete whether the sender vouches for it
     * @return whether it is present now
     */
    public boolean store(Key key, byte[] content, boolean complete) {
        boolean right = (complete || content.length > 0) && verifies(key, content);
        if (right) {
            present.put(key, content.clone());
        }
        if (right || complete) {
            partial.remove(key);
        } else {
            keep(key, content);
        }
        return right;
    }

    /**
     * The clock.
     *
     * @return seconds
     */
    public long seconds() {
        return seconds;
    }

    /**
     * Sets the clock.
     *
     * @param now seconds
     */
    public void setSeconds(long now) {
        seconds = now;
    }

    private static boolean verifies(Key key, byte[] content) {
        boolean sized = key.size().isEmpty() || key.size().getAsLong() == content.length;
        boolean hashed = !key.backend().startsWith("SHA256") || key.name().startsWith(sha256(content));
        return sized && hashed;
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
