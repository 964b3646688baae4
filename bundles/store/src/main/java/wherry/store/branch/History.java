package wherry.store.branch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;

/** Commits of a branch and those before them, looked at no longer than a budget lasts. Used by one thread. */
final class History {
    private final BranchFiles branch;
    private final BranchBudget budget;

    History(BranchFiles branch, BranchBudget budget) {
        this.branch = branch;
        this.budget = budget;
    }

    /**
     * Whether all of one commit is in another.
     *
     * @throws IOException if one is no commit, or not all there, or the budget does not last
     */
    boolean contains(ObjectId whole, ObjectId part) throws IOException {
        try (RevWalk walk = new Counted(branch.reader())) {
            walk.setRetainBody(false);
            return walk.isMergedInto(walk.parseCommit(part), walk.parseCommit(whole));
        } catch (UncheckedIOException e) {
            throw Objects.requireNonNull(e.getCause());
        }
    }

    private final class Counted extends RevWalk {
        Counted(ObjectReader reader) {
            super(reader);
        }

        @Override
        protected RevCommit createCommit(AnyObjectId id) {
            try {
                budget.commit();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return super.createCommit(id);
        }
    }
}
