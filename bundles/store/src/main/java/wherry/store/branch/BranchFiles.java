package wherry.store.branch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.errors.LargeObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.RepositoryBuilder;
import org.eclipse.jgit.revwalk.RevWalk;
import wherry.api.annex.Key;
import wherry.api.annex.StoreException;

/** Reads what is committed to the git-annex branch. Used by one thread at a time. */
final class BranchFiles implements AutoCloseable {
    /** The branch itself. */
    static final String BRANCH = "refs/heads/git-annex";

    /** The longest that real ones have, the descriptions of all repositories, are a hundred times shorter. */
    static final int MAX_FILE_BYTES = 8 << 20;

    // A folder of the branch has 4,096 others at most, or the keys of one hash.
    private static final int MAX_TREE_BYTES = 4 << 20;
    private static final int CACHED_BYTES = 8 << 20;

    private final Repository git;
    private final ObjectReader reader;
    private ObjectId commit = ObjectId.zeroId();
    private ObjectId root = ObjectId.zeroId();

    /** Folders of the branch: reading the first one for each file would cost a hundred times what the file costs. */
    private final Map<ObjectId, Cached> folders = new LinkedHashMap<>(16, 0.75f, true);

    private int cachedBytes;

    /**
     * A folder that was read.
     *
     * @param bytes of git's form
     */
    private record Cached(TreeFolder folder, int bytes) {}

    private BranchFiles(Repository git) {
        this.git = git;
        this.reader = git.newObjectReader();
        // Otherwise what is larger is held in memory before anybody can ask how large it is.
        reader.setStreamFileThreshold(MAX_FILE_BYTES);
    }

    /** Opens the repository for reading; owned by the caller. */
    static BranchFiles open(Path gitDirectory) throws IOException {
        return new BranchFiles(new RepositoryBuilder()
                .setGitDir(gitDirectory.toFile())
                .setBare()
                .build());
    }

    Repository git() {
        return git;
    }

    ObjectReader reader() {
        return reader;
    }

    /**
     * The newest commit of the branch.
     *
     * @throws StoreException if there is no branch
     */
    ObjectId tip() throws IOException {
        Ref ref = git.exactRef(BRANCH);
        if (ref == null || ref.getObjectId() == null) {
            throw new StoreException("there is no branch git-annex in " + git.getDirectory()
                    + ": run wherry init or git annex init in the repository");
        }
        return ref.getObjectId();
    }

    /**
     * Reads a file as it is at the tip of the branch.
     *
     * @return empty if there is no such file
     * @throws StoreException if there is no branch
     */
    Optional<byte[]> read(BranchPath path) throws IOException {
        ObjectId tip = tip();
        if (!tip.equals(commit)) {
            root = root(tip);
            commit = tip;
        }
        return read(root, path);
    }

    /** Reads a file below a tree; empty if there is no such file. */
    Optional<byte[]> read(ObjectId tree, BranchPath path) throws IOException {
        ObjectId at = tree;
        String[] parts = path.text().split("/", -1);
        for (int i = 0; i < parts.length; i++) {
            boolean last = i == parts.length - 1;
            Optional<ObjectId> next =
                    last ? folder(at).file(parts[i]) : folder(at).folder(parts[i]);
            if (next.isEmpty()) {
                return Optional.empty();
            }
            at = next.get();
        }
        return Optional.of(file(at));
    }

    /** Adds the keys that have a location log at the tip of the branch. */
    void addKeys(Set<Key> keys) throws IOException {
        TreeFolder top = folder(root(tip()));
        for (String first : top.folders()) {
            TreeFolder middle = folder(top.folder(first).orElseThrow());
            for (String second : middle.folders()) {
                for (String file : folder(middle.folder(second).orElseThrow()).files()) {
                    key(first + "/" + second + "/" + file).ifPresent(keys::add);
                }
            }
        }
    }

    private static Optional<Key> key(String path) {
        try {
            return new BranchPath(path).key();
        } catch (IllegalArgumentException e) {
            // Git lets names be pushed that no file can have.
            return Optional.empty();
        }
    }

    /** The tree of a commit. */
    ObjectId root(ObjectId of) throws IOException {
        try (RevWalk walk = new RevWalk(reader)) {
            return walk.parseCommit(of).getTree().copy();
        } catch (LargeObjectException | IllegalArgumentException e) {
            throw new StoreException("a commit of a git-annex branch is damaged: " + of.name(), e);
        }
    }

    /**
     * The content of a file.
     *
     * @throws StoreException if it is longer than any that git-annex writes
     */
    byte[] file(ObjectId id) throws IOException {
        byte[] content = bytes(id, Constants.OBJ_BLOB, MAX_FILE_BYTES);
        Lines.requireFew(content);
        return content;
    }

    /** How long a file is, in bytes. */
    long size(ObjectId file) throws IOException {
        return reader.getObjectSize(file, Constants.OBJ_BLOB);
    }

    private byte[] bytes(ObjectId id, int type, int most) throws IOException {
        ObjectLoader object = reader.open(id, type);
        if (object.getSize() > most) {
            throw new StoreException(
                    "a file or folder on a git-annex branch is larger than " + most + " bytes: " + id.name());
        }
        return object.getCachedBytes(most);
    }

    /** A folder in git's form; not to be changed. */
    byte[] tree(ObjectId id) throws IOException {
        return bytes(id, Constants.OBJ_TREE, MAX_TREE_BYTES);
    }

    /** A folder; not to be changed. */
    TreeFolder folder(ObjectId tree) throws IOException {
        Cached known = folders.get(tree);
        if (known != null) {
            return known.folder();
        }
        byte[] raw = tree(tree);
        TreeFolder folder = TreeFolder.parse(raw);
        folders.put(tree.copy(), new Cached(folder, raw.length));
        cachedBytes += raw.length;
        Iterator<Cached> eldest = folders.values().iterator();
        while (cachedBytes > CACHED_BYTES) {
            cachedBytes -= eldest.next().bytes();
            eldest.remove();
        }
        return folder;
    }

    @Override
    public void close() {
        reader.close();
        git.close();
    }
}
