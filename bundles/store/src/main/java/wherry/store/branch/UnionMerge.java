package wherry.store.branch;

import java.io.IOException;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import wherry.api.store.StoreException;

/** Merges two states of the branch as git-annex does: every line of either stays. */
final class UnionMerge {
    private static final int MAX_DEPTH = 16;

    private final Additions objects;

    UnionMerge(Additions objects) {
        this.objects = objects;
    }

    /** Merges two trees into a third, or into one of the two. */
    ObjectId merge(ObjectId ours, ObjectId theirs) throws IOException {
        return merge(ours, theirs, 0);
    }

    private ObjectId merge(ObjectId ours, ObjectId theirs, int depth) throws IOException {
        if (ours.equals(theirs)) {
            return ours;
        }
        if (depth > MAX_DEPTH) {
            throw new StoreException("folders of a git-annex branch lie deeper than " + MAX_DEPTH);
        }
        TreeFolder merged = objects.folder(ours).copy();
        TreeFolder other = objects.folder(theirs);
        for (String name : other.folders()) {
            ObjectId theirFolder = other.folder(name).orElseThrow();
            Optional<ObjectId> ourFolder = merged.folder(name);
            merged.putFolder(
                    name, ourFolder.isPresent() ? merge(ourFolder.get(), theirFolder, depth + 1) : theirFolder);
        }
        for (String name : other.files()) {
            ObjectId theirFile = other.file(name).orElseThrow();
            Optional<ObjectId> ourFile = merged.file(name);
            merged.putFile(name, ourFile.isPresent() ? mergeFiles(ourFile.get(), theirFile) : theirFile);
        }
        return objects.addFolder(merged);
    }

    private ObjectId mergeFiles(ObjectId ours, ObjectId theirs) throws IOException {
        return ours.equals(theirs) ? ours : objects.addFile(Lines.union(objects.file(ours), objects.file(theirs)));
    }
}
