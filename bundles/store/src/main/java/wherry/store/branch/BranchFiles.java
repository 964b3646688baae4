package wherry.store.branch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.errors.LargeObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.RepositoryBuilder;
import org.eclipse.jgit.revwalk.RevWalk;
import wherry.api.annex.Key;
import wherry.api.store.StoreException;

/** Reads what is committed to the git-annex branch. Used by one thread at a time. */
final class BranchFiles implements AutoCloseable {
    /** The branch itself. */
    static final String BRANCH = "refs/heads/git-annex";

    private static final int CACHED_TREES = 512;
    private static final int MAX_FILE_BYTES = 64 << 20;

    private final Repository git;
    private final ObjectReader reader;
    private ObjectId commit = ObjectId.zeroId();
    private ObjectId root = ObjectId.zeroId();

    /** Folders of the branch: reading the first one for each file would cost a hundred times what the file costs. */
    private final Map<ObjectId, TreeFolder> folders = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ObjectId, TreeFolder> eldest) {
            return size() > CACHED_TREES;
        }
    };

    private BranchFiles(Repository git) {
        this.git = git;
        this.reader = git.newObjectReader();
    }

    /** Opens the repository for reading; owned by the caller. */
    static BranchFiles open(Path gitDirectory) throws IOException {
        QuietSystemReader.install();
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
        return new Additions(this).read(tree, path);
    }

    /** Adds the keys that have a location log at the tip of the branch. */
    void addKeys(Set<Key> keys) throws IOException {
        TreeFolder top = folder(root(tip()));
        for (String first : top.folders()) {
            TreeFolder middle = folder(top.folder(first).orElseThrow());
            for (String second : middle.folders()) {
                for (String file : folder(middle.folder(second).orElseThrow()).files()) {
                    new BranchPath(first + "/" + second + "/" + file).key().ifPresent(keys::add);
                }
            }
        }
    }

    /** The tree of a commit. */
    ObjectId root(ObjectId of) throws IOException {
        try (RevWalk walk = new RevWalk(reader)) {
            return walk.parseCommit(of).getTree().copy();
        }
    }

    /** The content of a file. */
    byte[] file(ObjectId id) throws IOException {
        try {
            return reader.open(id, Constants.OBJ_BLOB).getCachedBytes(MAX_FILE_BYTES);
        } catch (LargeObjectException e) {
            throw new StoreException("a file on the branch git-annex is too large to be read: " + id.name(), e);
        }
    }

    /** A folder; not to be changed. */
    TreeFolder folder(ObjectId tree) throws IOException {
        TreeFolder folder = folders.get(tree);
        if (folder == null) {
            folder = TreeFolder.parse(reader.open(tree, Constants.OBJ_TREE).getCachedBytes());
            folders.put(tree.copy(), folder);
        }
        return folder;
    }

    @Override
    public void close() {
        reader.close();
        git.close();
    }
}
