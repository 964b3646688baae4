package wherry.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.RepositoryBuilder;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;
import wherry.api.store.StoreException;

/** Reads files of the git-annex branch. Used by one thread at a time. */
final class BranchFiles implements AutoCloseable {
    private static final String BRANCH = "refs/heads/git-annex";
    private static final int CACHED_TREES = 512;

    private final Repository git;
    private final ObjectReader reader;
    private ObjectId commit = ObjectId.zeroId();
    private ObjectId root = ObjectId.zeroId();

    /** Folders of the branch: reading the first one for each file would cost a hundred times what the file costs. */
    private final Map<ObjectId, byte[]> trees = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ObjectId, byte[]> eldest) {
            return size() > CACHED_TREES;
        }
    };

    private BranchFiles(Repository git) {
        this.git = git;
        this.reader = git.newObjectReader();
    }

    /** Opens the repository for reading; owned by the caller. */
    static BranchFiles open(GitDirectories directories) throws IOException {
        QuietSystemReader.install();
        return new BranchFiles(new RepositoryBuilder()
                .setGitDir(directories.common().toFile())
                .setBare()
                .build());
    }

    /**
     * Reads a file as it is at the tip of the branch.
     *
     * @param path with slashes, one character for each byte
     * @return empty if there is no such file
     * @throws StoreException if there is no branch
     */
    Optional<byte[]> read(String path) throws IOException {
        Ref tip = git.exactRef(BRANCH);
        if (tip == null || tip.getObjectId() == null) {
            throw new StoreException(
                    "there is no branch git-annex in " + git.getDirectory() + ": run git annex init in the repository");
        }
        if (!tip.getObjectId().equals(commit)) {
            try (RevWalk walk = new RevWalk(reader)) {
                root = walk.parseCommit(tip.getObjectId()).getTree().copy();
            }
            commit = tip.getObjectId();
        }
        ObjectId at = root;
        String[] parts = path.split("/", -1);
        for (int i = 0; i < parts.length; i++) {
            Optional<ObjectId> next = entry(at, parts[i], i < parts.length - 1);
            if (next.isEmpty()) {
                return Optional.empty();
            }
            at = next.get();
        }
        return Optional.of(reader.open(at, Constants.OBJ_BLOB).getCachedBytes());
    }

    private Optional<ObjectId> entry(ObjectId tree, String name, boolean folder) throws IOException {
        byte[] raw = trees.get(tree);
        if (raw == null) {
            raw = reader.open(tree, Constants.OBJ_TREE).getCachedBytes();
            trees.put(tree, raw);
        }
        // JGit's own search finds files only.
        byte[] wanted = name.getBytes(StandardCharsets.ISO_8859_1);
        CanonicalTreeParser entries = new CanonicalTreeParser();
        for (entries.reset(raw); !entries.eof(); entries.next(1)) {
            int end = entries.getEntryPathLength();
            if (Arrays.equals(entries.getEntryPathBuffer(), 0, end, wanted, 0, wanted.length)) {
                boolean fits = FileMode.TREE.equals(entries.getEntryRawMode()) == folder;
                return fits ? Optional.of(entries.getEntryObjectId()) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    @Override
    public void close() {
        reader.close();
        git.close();
    }
}
