package wherry.store.branch;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;

/** Objects that are to come into a git repository together, and can be read before. Used by one thread. */
final class PendingObjects {
    /** As many as this are held in memory. */
    private static final long MOST_BYTES = 16L << 20;

    /** What an object takes in memory beside its content. */
    private static final int OVERHEAD = 200;

    /** Where they come into the repository. */
    @FunctionalInterface
    interface Sink {
        void write(List<NewObject> objects) throws IOException;
    }

    private final BranchFiles stored;
    private final Sink sink;
    private final ObjectInserter.Formatter names = new ObjectInserter.Formatter();
    private final Map<ObjectId, NewObject> added = new HashMap<>();
    private long bytes;

    /** @param stored what the repository has already */
    PendingObjects(BranchFiles stored, Sink sink) {
        this.stored = stored;
        this.sink = sink;
    }

    private ObjectId add(int type, byte[] content) throws IOException {
        ObjectId id = names.idFor(type, content);
        if (added.putIfAbsent(id, new NewObject(id, type, content)) == null) {
            bytes += content.length + OVERHEAD;
            if (bytes > MOST_BYTES) {
                write();
            }
        }
        return id;
    }

    /** Brings into the repository what was added. */
    void write() throws IOException {
        sink.write(List.copyOf(added.values()));
        added.clear();
        bytes = 0;
    }

    ObjectId addFile(byte[] content) throws IOException {
        return add(Constants.OBJ_BLOB, content);
    }

    ObjectId addFolder(TreeFolder folder) throws IOException {
        return add(Constants.OBJ_TREE, folder.format());
    }

    ObjectId addCommit(byte[] content) throws IOException {
        return add(Constants.OBJ_COMMIT, content);
    }

    byte[] file(ObjectId id) throws IOException {
        NewObject known = added.get(id);
        return known == null ? stored.file(id) : known.content();
    }

    TreeFolder folder(ObjectId id) throws IOException {
        NewObject known = added.get(id);
        return known == null ? stored.folder(id) : TreeFolder.parse(known.content());
    }
}
