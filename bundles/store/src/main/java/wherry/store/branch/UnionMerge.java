package wherry.store.branch;

import java.io.IOException;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;

/** Merges two states of the branch as git-annex does: every line of either stays. Used by one thread. */
final class UnionMerge {
    private final PendingObjects objects;
    private final BranchBudget budget;

    UnionMerge(PendingObjects objects, BranchBudget budget) {
        this.objects = objects;
        this.budget = budget;
    }

    /** Merges two trees into a third, or into one of the two. */
    ObjectId merge(ObjectId ours, ObjectId theirs) throws IOException {
        return merge(Optional.empty(), ours, theirs, 0);
    }

    /**
     * Merges two trees that were made from a third; what only one of them has changed is taken as it is.
     *
     * @param before the third; each of the others has all its lines
     */
    ObjectId merge(ObjectId before, ObjectId ours, ObjectId theirs) throws IOException {
        return merge(Optional.of(before), ours, theirs, 0);
    }

    private ObjectId merge(Optional<ObjectId> before, ObjectId ours, ObjectId theirs, int depth) throws IOException {
        if (ours.equals(theirs) || before.equals(Optional.of(theirs))) {
            return ours;
        }
        if (before.equals(Optional.of(ours))) {
            return theirs;
        }
        if (depth > BranchInspection.MAX_DEPTH) {
            throw new RefusedBranchException("its folders lie deeper than " + BranchInspection.MAX_DEPTH);
        }
        TreeFolder old = before.isPresent() ? objects.folder(before.get()) : TreeFolder.empty();
        TreeFolder merged = objects.folder(ours).copy();
        TreeFolder other = objects.folder(theirs);
        budget.entries((long) merged.size() + other.size());
        for (String name : other.folders()) {
            ObjectId theirFolder = other.folder(name).orElseThrow();
            Optional<ObjectId> ourFolder = merged.folder(name);
            requireNoOther(name, merged.file(name));
            merged.putFolder(
                    name,
                    ourFolder.isPresent()
                            ? merge(old.folder(name), ourFolder.get(), theirFolder, depth + 1)
                            : theirFolder);
        }
        for (String name : other.files()) {
            ObjectId theirFile = other.file(name).orElseThrow();
            Optional<ObjectId> ourFile = merged.file(name);
            requireNoOther(name, merged.folder(name));
            merged.putFile(name, ourFile.isPresent() ? mergeFiles(ourFile.get(), theirFile) : theirFile);
        }
        return objects.addFolder(merged);
    }

    /** A file in the place of a folder, or the other way round, would throw out all that is in it. */
    private static void requireNoOther(String name, Optional<ObjectId> ours) throws RefusedBranchException {
        if (ours.isPresent()) {
            throw new RefusedBranchException(name + " is a folder on one side and a file on the other");
        }
    }

    private ObjectId mergeFiles(ObjectId ours, ObjectId theirs) throws IOException {
        if (ours.equals(theirs)) {
            return ours;
        }
        byte[] our = objects.file(ours);
        byte[] their = objects.file(theirs);
        budget.bytes((long) our.length + their.length);
        byte[] union = Lines.union(our, their);
        Lines.requireFew(union);
        if (union.length > BranchFiles.MAX_FILE_BYTES) {
            throw new RefusedBranchException("a file would be longer than " + BranchFiles.MAX_FILE_BYTES + " bytes");
        }
        return objects.addFile(union);
    }
}
