package wherry.store.tree;

import java.io.IOException;
import java.nio.file.attribute.FileTime;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheEditor;
import org.eclipse.jgit.dircache.DirCacheEditor.DeletePath;
import org.eclipse.jgit.dircache.DirCacheEditor.PathEdit;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.errors.LockFailedException;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import wherry.api.annex.StoreException;
import wherry.api.tree.PathText;

/** Changes of git's index that wait to be written together. Used by one thread. */
final class Staging {
    private static final int MOST_WAITING = 1000;
    private static final int LOCK_ATTEMPTS = 100;
    private static final long LOCK_PAUSE_MILLIS = 50;

    /**
     * What the index is to say of a file.
     *
     * @param mode of its entry
     * @param blob with its content
     * @param modified last write
     * @param length in bytes
     */
    record Staged(FileMode mode, ObjectId blob, FileTime modified, long length) {
        void apply(DirCacheEntry entry) {
            entry.setFileMode(mode);
            entry.setObjectId(blob);
            entry.setLastModified(modified.toInstant());
            entry.setLength(length);
        }
    }

    private final Repository git;
    private final Map<String, Staged> waiting = new LinkedHashMap<>();

    Staging(Repository git) {
        this.git = git;
    }

    void add(String path, Staged staged) throws IOException {
        waiting.put(path, staged);
        if (waiting.size() >= MOST_WAITING) {
            write();
        }
    }

    void write() throws IOException {
        if (waiting.isEmpty()) {
            return;
        }
        DirCache index = lock();
        try {
            // First out, since an entry keeps what is not set anew: that it is only intended to be added, for instance.
            DirCacheEditor out = index.editor();
            waiting.keySet().forEach(path -> out.add(new DeletePath(entry(path))));
            out.finish();
            DirCacheEditor in = index.editor();
            waiting.forEach((path, staged) -> in.add(new PathEdit(entry(path)) {
                @Override
                public void apply(DirCacheEntry entry) {
                    staged.apply(entry);
                }
            }));
            if (!in.commit()) {
                throw new StoreException("cannot write the index " + git.getIndexFile());
            }
            waiting.clear();
        } finally {
            index.unlock();
        }
    }

    private static DirCacheEntry entry(String path) {
        return new DirCacheEntry(PathText.bytes(path));
    }

    /** Git's own way to keep two writers apart. */
    private DirCache lock() throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                return DirCache.lock(git.getIndexFile(), git.getFS());
            } catch (LockFailedException e) {
                if (attempt == LOCK_ATTEMPTS) {
                    throw new StoreException(
                            git.getIndexFile() + ".lock is there: if no git command is running, delete it", e);
                }
                pause();
            }
        }
    }

    private static void pause() throws StoreException {
        try {
            Thread.sleep(LOCK_PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException("interrupted while waiting for another writer of the index", e);
        }
    }
}
