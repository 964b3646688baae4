package wherry.store.tree;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.dircache.DirCacheIterator;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.treewalk.NameConflictTreeWalk;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;
import wherry.api.tree.PathText;

/** The files that were unlocked since the last commit: a link there, a pointer in the index. */
final class NewlyUnlocked {
    private static final int COMMITTED = 0;
    private static final int INDEX = 1;

    private NewlyUnlocked() {}

    /** Their paths, as {@link PathText} has them. */
    static Set<String> paths(Repository git, DirCache index, Blobs blobs) throws IOException {
        ObjectId committed = git.resolve(Constants.HEAD + "^{tree}");
        Set<String> paths = new HashSet<>();
        if (committed == null) {
            return paths;
        }
        try (TreeWalk walk = new NameConflictTreeWalk(git, blobs.reader())) {
            walk.setRecursive(true);
            walk.setFilter(TreeFilter.ANY_DIFF);
            walk.addTree(committed);
            walk.addTree(new DirCacheIterator(index));
            while (walk.next()) {
                DirCacheIterator known = walk.getTree(INDEX, DirCacheIterator.class);
                DirCacheEntry entry = known == null ? null : known.getDirCacheEntry();
                if (entry != null
                        && FileMode.SYMLINK.equals(walk.getFileMode(COMMITTED))
                        && !FileMode.SYMLINK.equals(entry.getFileMode())
                        && entry.getStage() == DirCacheEntry.STAGE_0
                        && blobs.key(entry.getFileMode(), entry.getObjectId()).isPresent()) {
                    paths.add(PathText.of(walk.getRawPath()));
                }
            }
        }
        return paths;
    }
}
