package wherry.store.branch;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;

/** Changes some files of a tree without looking at the others, as an index would. */
final class TreeEdit {
    private final PendingObjects objects;
    private final List<Change> changes = new ArrayList<>();

    private record Change(List<String> path, ObjectId content) {}

    TreeEdit(PendingObjects objects) {
        this.objects = objects;
    }

    void put(BranchPath path, byte[] content) throws IOException {
        changes.add(new Change(List.of(path.text().split("/", -1)), objects.addFile(content)));
    }

    /** Makes the changes; returns the new tree. */
    ObjectId apply(ObjectId tree) throws IOException {
        return apply(Optional.of(tree), changes, 0);
    }

    private ObjectId apply(Optional<ObjectId> tree, List<Change> below, int depth) throws IOException {
        TreeFolder folder = tree.isPresent() ? objects.folder(tree.get()).copy() : TreeFolder.empty();
        Map<String, List<Change>> folders = new LinkedHashMap<>();
        for (Change change : below) {
            String name = change.path().get(depth);
            if (depth == change.path().size() - 1) {
                folder.putFile(name, change.content());
            } else {
                folders.computeIfAbsent(name, any -> new ArrayList<>()).add(change);
            }
        }
        for (Map.Entry<String, List<Change>> next : folders.entrySet()) {
            ObjectId changed = apply(folder.folder(next.getKey()), next.getValue(), depth + 1);
            folder.putFolder(next.getKey(), changed);
        }
        return objects.addFolder(folder);
    }
}
