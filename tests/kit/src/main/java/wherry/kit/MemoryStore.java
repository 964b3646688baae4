package wherry.kit;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import wherry.api.annex.Key;

/** Content in memory: what a repository does with keys, without files. Keys of other backends than SHA256(E) verify by size. */
public final class MemoryStore {
    /** What {@link #seconds()} is where nobody gives a clock. */
    public static final long STANDING_SECONDS = 1_000;

    private static final long NANOS = Duration.ofSeconds(1).toNanos();

    private final Map<Key, byte[]> present = new HashMap<>();
    private final Map<Key, byte[]> partial = new HashMap<>();
    private final Map<Key, List<MemoryLock>> locks = new HashMap<>();
    private final LongSupplier nanos;
    private Watcher watcher = new Watcher() {};

    /** Is told of what becomes present, and what no longer is. */
    public interface Watcher {
        /**
         * Content is here now.
         *
         * @param key of it
         */
        default void arrived(Key key) {}

        /**
         * Content was removed.
         *
         * @param key of it
         */
        default void removed(Key key) {}
    }

    /** A store whose time stands still at {@link #STANDING_SECONDS}. */
    public MemoryStore() {
        this(() -> Duration.ofSeconds(STANDING_SECONDS).toNanos());
    }

    /**
     * A store that is empty.
     *
     * @param nanos its clock, which only moves forward
     */
    public MemoryStore(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /**
     * Tells somebody from now on.
     *
     * @param told instead of whom was told before
     */
    public void watch(Watcher told) {
        watcher = told;
    }

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
        watcher.arrived(key);
    }

    /**
     * Whether content is here.
     *
     * @param key asked for
     * @return true if it is present
     */
    public boolean has(Key key) {
        return present.containsKey(key);
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
     * @return empty if it is not present
     */
    public Optional<MemoryLock> lock(Key key) {
        if (!has(key)) {
            return Optional.empty();
        }
        MemoryLock lock = new MemoryLock(nanos.getAsLong());
        locks.computeIfAbsent(key, any -> new ArrayList<>()).add(lock);
        return Optional.of(lock);
    }

    /**
     * Whether content may not be removed.
     *
     * @param key asked for
     * @return true while somebody holds a lock, or one that was let go keeps the content still
     */
    public boolean isLocked(Key key) {
        List<MemoryLock> all = locks.getOrDefault(key, new ArrayList<>());
        all.removeIf(lock -> !lock.keeps(nanos.getAsLong()));
        return !all.isEmpty();
    }

    /**
     * Removes content unless it is locked.
     *
     * @param key present or not
     * @param before if given: not when {@link #seconds()} is that much already
     * @return whether it is not here now
     */
    public boolean remove(Key key, OptionalLong before) {
        boolean late = before.isPresent() && seconds() >= before.getAsLong();
        if (has(key) && !late && !isLocked(key)) {
            present.remove(key);
            watcher.removed(key);
        }
        return !has(key);
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
            put(key, content);
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
     * @return whole seconds
     */
    public long seconds() {
        return Math.floorDiv(nanos.getAsLong(), NANOS);
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
