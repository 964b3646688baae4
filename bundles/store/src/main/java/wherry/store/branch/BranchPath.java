package wherry.store.branch;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import wherry.api.annex.Key;
import wherry.store.unlocked.AnnexLink;

/**
 * A file of the branch.
 *
 * @param text with slashes, one character for each byte
 */
record BranchPath(String text) {
    static final BranchPath NUMCOPIES = new BranchPath("numcopies.log");
    static final BranchPath MINCOPIES = new BranchPath("mincopies.log");
    static final BranchPath DIFFERENCES = new BranchPath("difference.log");
    static final BranchPath TRANSITIONS = new BranchPath("transitions.log");

    /** @throws IllegalArgumentException if no file of a branch can have the path */
    BranchPath {
        for (String part : text.split("/", -1)) {
            if (part.isEmpty() || part.equals(".") || part.equals("..") || part.indexOf('\0') >= 0) {
                throw new IllegalArgumentException("no file of the git-annex branch: " + text);
            }
        }
    }

    /** Where the location log of a key is; a chunk's is that of the whole. */
    static BranchPath locationLog(Key key) {
        Key whole = key.withoutChunk();
        String hash = HexFormat.of().formatHex(md5(whole.bytes()), 0, 3);
        return new BranchPath(hash.substring(0, 3) + "/" + hash.substring(3) + "/" + whole.fileName() + ".log");
    }

    private static byte[] md5(byte[] bytes) {
        try {
            return MessageDigest.getInstance("MD5").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has MD5", e);
        }
    }

    /** The name of its file in the journal; empty if Java knows no file of that name. */
    Optional<String> journalName() {
        return Latin1.exactly(text.replace("_", "__").replace('/', '_'));
    }

    /**
     * The reverse of {@link #journalName}.
     *
     * @return empty if no path has that name
     */
    static Optional<BranchPath> ofJournalName(String name) {
        if (name.indexOf('\uFFFD') >= 0) {
            return Optional.empty();
        }
        StringBuilder path = new StringBuilder();
        String latin1 = Latin1.stored(name);
        for (int i = 0; i < latin1.length(); i++) {
            boolean blank = latin1.charAt(i) == '_';
            boolean twice = blank && i + 1 < latin1.length() && latin1.charAt(i + 1) == '_';
            path.append(blank && !twice ? '/' : latin1.charAt(i));
            if (twice) {
                i++;
            }
        }
        try {
            return Optional.of(new BranchPath(path.toString()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The key whose location log it is; empty if it is another file. */
    Optional<Key> key() {
        return isLocationLog() ? AnnexLink.key(text.substring(8, text.length() - ".log".length())) : Optional.empty();
    }

    /** Whether it is the location log of a key. */
    boolean isLocationLog() {
        return text.endsWith(".log") && text.matches("[0-9a-f]{3}/[0-9a-f]{3}/[^/]+");
    }
}
