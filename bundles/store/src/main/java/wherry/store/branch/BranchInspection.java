package wherry.store.branch;

import java.io.IOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.lib.ObjectChecker;
import org.eclipse.jgit.lib.ObjectId;

/**
 * Looks at all that a branch of somebody else would bring in, before anything is done with it: git takes any tree that is pushed, and
 * whatever is merged once is read and written by everybody from then on. Used by one thread.
 */
final class BranchInspection {
    /** Those of git-annex are two deep. */
    static final int MAX_DEPTH = 16;

    private static final int MOST_REMEMBERED = 10_000;

    private final BranchFiles branch;
    private final BranchBudget budget;
    private final ObjectChecker checker = new ObjectChecker();
    private final Set<ObjectId> sound = new HashSet<>();

    BranchInspection(BranchFiles branch, BranchBudget budget) {
        this.branch = branch;
        this.budget = budget;
    }

    /**
     * Looks at what one tree has and another has not.
     *
     * @throws IOException if it is not to be merged
     */
    void check(ObjectId ours, ObjectId theirs) throws IOException {
        check(Optional.of(ours), theirs, 0);
    }

    private void check(Optional<ObjectId> ours, ObjectId theirs, int depth) throws IOException {
        if (ours.isPresent() && ours.get().equals(theirs)) {
            return;
        }
        if (depth > MAX_DEPTH) {
            throw new RefusedBranchException("its folders lie deeper than " + MAX_DEPTH);
        }
        TreeFolder folder = sound(theirs);
        budget.entries(folder.size());
        TreeFolder known = ours.isPresent() ? branch.folder(ours.get()) : TreeFolder.empty();
        for (String name : folder.folders()) {
            check(known.folder(name), folder.folder(name).orElseThrow(), depth + 1);
        }
        for (String name : folder.files()) {
            Optional<ObjectId> file = folder.file(name);
            if (!file.equals(known.file(name))) {
                checkFile(file.orElseThrow(), depth);
            }
        }
    }

    private TreeFolder sound(ObjectId tree) throws IOException {
        if (sound.contains(tree)) {
            return branch.folder(tree);
        }
        byte[] raw = branch.tree(tree);
        budget.bytes(raw.length);
        try {
            checker.checkTree(raw);
        } catch (CorruptObjectException e) {
            throw new RefusedBranchException("a folder is damaged: " + e.getMessage());
        }
        TreeFolder folder = branch.folder(tree);
        if (folder.hasOthers()) {
            throw new RefusedBranchException("it has links or submodules");
        }
        remember(tree);
        return folder;
    }

    /** The same few objects in millions of places are looked at once. */
    private void remember(ObjectId object) {
        if (sound.size() == MOST_REMEMBERED) {
            sound.clear();
        }
        sound.add(object.copy());
    }

    private void checkFile(ObjectId file, int depth) throws IOException {
        if (sound.contains(file)) {
            return;
        }
        if (depth == 0) {
            // Every command needs them.
            budget.bytes(branch.file(file).length);
        } else if (branch.size(file) > BranchFiles.MAX_FILE_BYTES) {
            throw new RefusedBranchException("it has a file of more than " + BranchFiles.MAX_FILE_BYTES + " bytes");
        }
        remember(file);
    }
}
