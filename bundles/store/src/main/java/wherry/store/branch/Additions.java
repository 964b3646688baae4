package wherry.store.branch;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;

/** Objects that are to come into a git repository all at once, and can be read before. Used by one thread. */
final class Additions {
    private final BranchFiles stored;
    private final ObjectInserter.Formatter names = new ObjectInserter.Formatter();
    private final Map<ObjectId, NewObject> added = new HashMap<>();

    /** @param stored what the repository has already */
    Additions(BranchFiles stored) {
        this.stored = stored;
    }

    private ObjectId add(int type, byte[] content) {
        ObjectId id = names.idFor(type, content);
        added.putIfAbsent(id, new NewObject(id, type, content));
        return id;
    }

    ObjectId addFile(byte[] content) {
        return add(Constants.OBJ_BLOB, content);
    }

    ObjectId addFolder(TreeFolder folder) {
        return add(Constants.OBJ_TREE, folder.format());
    }

    ObjectId addCommit(byte[] content) {
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

    /** Those that were added, in no order. */
    List<NewObject> all() {
        return new ArrayList<>(added.values());
    }
}
