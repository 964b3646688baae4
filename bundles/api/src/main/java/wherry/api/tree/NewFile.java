package wherry.api.tree;

import java.time.Instant;
import java.util.Optional;
import wherry.api.annex.Key;

/**
 * A file that git's index does not hold as it is.
 *
 * @param where it is
 * @param kind what it is
 * @param size in bytes
 * @param modified last write
 * @param key that it stands for, if it is a link or pointer of an annex; of a regular file the one that it was unlocked from since the
 *     last commit
 */
public record NewFile(TreeFile where, Kind kind, long size, Instant modified, Optional<Key> key) {
    /** Kinds of files. */
    public enum Kind {
        /** One with content of its own. */
        REGULAR,
        /** A link that leads into the annex. */
        ANNEX_LINK,
        /** A pointer to content of the annex. */
        ANNEX_POINTER,
        /** A link to somewhere else. */
        LINK
    }
}
