package wherry.store.branch;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.FileSystemException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.eclipse.jgit.lib.ObjectId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import wherry.api.annex.StoreException;

/**
 * Prepares the merge of what others have pushed or what was fetched, while everybody else goes on writing to the branch. Each branch is
 * looked at on its own and within limits; one that is not as a git-annex branch has to be is set aside. Used by one thread at a time.
 */
final class Merging {
    private static final Logger LOG = LoggerFactory.getLogger("wherry.store");
    private static final Duration TIME_FOR_ALL = Duration.ofMinutes(2);

    /** How much is looked at to bring a prepared merge together with what came meanwhile, which others wait for. */
    private static final BranchBudget.Limits WHILE_OTHERS_WAIT =
            new BranchBudget.Limits(64L << 20, Duration.ofSeconds(5));

    private final OtherBranches others;
    private final GitObjects objects;
    private final LongSupplier nanos;
    private volatile boolean closing;

    /**
     * What a merge has come to.
     *
     * @param tip of the branch, that all was merged into
     * @param base the newest commit that has nothing which the tip lacks
     * @param branches that are merged into it
     * @param tree with all merged
     */
    record Merged(ObjectId tip, ObjectId base, List<OtherBranches.Other> branches, ObjectId tree) {
        static Merged nothing(ObjectId tip, ObjectId tree) {
            return new Merged(tip, tip, List.of(), tree);
        }

        boolean isNothing() {
            return tip.equals(base) && branches.isEmpty();
        }

        private Merged fastForward(ObjectId to, ObjectId toTree) {
            return new Merged(tip, to, branches, toTree);
        }

        private Merged with(OtherBranches.Other branch, ObjectId mergedTree) {
            List<OtherBranches.Other> all = new ArrayList<>(branches);
            all.add(branch);
            return new Merged(tip, base, List.copyOf(all), mergedTree);
        }

        /** The commits that come in beside the first parent. */
        List<ObjectId> parents(ObjectId first) {
            List<ObjectId> all = new ArrayList<>();
            if (!base.equals(tip) && !base.equals(first)) {
                all.add(base);
            }
            branches.forEach(branch -> all.add(branch.commit()));
            return all;
        }
    }

    /** One step of a merge. */
    @FunctionalInterface
    private interface Step {
        Merged run(Merged before, BranchBudget budget) throws IOException;
    }

    Merging(OtherBranches others, GitObjects objects, LongSupplier nanos) {
        this.others = others;
        this.objects = objects;
        this.nanos = nanos;
    }

    /** Ends what is being prepared, and prepares nothing more. */
    void close() {
        closing = true;
    }

    /** Merges as many branches as there is time for; what that makes is in the repository, though nothing refers to it yet. */
    Merged prepare(BranchFiles branch, BranchBudget.Limits limits) throws IOException {
        ObjectId tip = branch.tip();
        Merged merged = Merged.nothing(tip, branch.root(tip));
        if (closing) {
            return merged;
        }
        long start = nanos.getAsLong();
        // A folder of our own that cannot be read is no fault of theirs.
        branch.folder(merged.tree());
        List<OtherBranches.Other> apart = new ArrayList<>();
        for (OtherBranches.Other other : others.unsettled(branch.git(), limits)) {
            if (nanos.getAsLong() - start > TIME_FOR_ALL.toNanos()) {
                LOG.info("branch={} and others are merged later: there is much to merge", other.name());
                break;
            }
            merged = attempt(
                    other, limits, merged, (before, budget) -> fastForward(branch, before, other, apart, budget));
        }
        PendingObjects additions = new PendingObjects(branch, objects::write);
        for (OtherBranches.Other other : apart) {
            merged =
                    attempt(other, limits, merged, (before, budget) -> union(branch, before, other, additions, budget));
        }
        additions.write();
        return merged;
    }

    private Merged attempt(OtherBranches.Other other, BranchBudget.Limits limits, Merged before, Step step)
            throws IOException {
        try {
            return step.run(before, new BranchBudget(limits, nanos, () -> closing));
        } catch (FileSystemException | InterruptedIOException e) {
            // No fault of the branch.
            throw e;
        } catch (IOException | RuntimeException | StackOverflowError | OutOfMemoryError e) {
            // Whoever pushed it may have pushed anything: it must not keep the others from being merged.
            others.setAside(other, limits, e);
        }
        return before;
    }

    /** Goes on to a branch that has all of ours; one that has gone another way is left for a union. */
    private Merged fastForward(
            BranchFiles branch,
            Merged before,
            OtherBranches.Other other,
            List<OtherBranches.Other> apart,
            BranchBudget budget)
            throws IOException {
        History history = new History(branch, budget);
        if (history.contains(before.base(), other.commit())) {
            others.settle(other.commit());
            return before;
        }
        ObjectId theirs = branch.root(other.commit());
        new BranchInspection(branch, budget).check(before.tree(), theirs);
        if (!mayMerge(branch, before.tree(), theirs)) {
            LOG.info("branch={} is left for git-annex to merge: only one side was made to forget", other.name());
            others.settle(other.commit());
            return before;
        }
        if (history.contains(other.commit(), before.base())) {
            return before.fastForward(other.commit(), theirs);
        }
        apart.add(other);
        return before;
    }

    /**
     * Where one side has forgotten its history and the other has not, a plain merge would bring back what was to be forgotten.
     * git-annex knows how to do the same to the other side; until it has, such a branch is left alone.
     */
    private static boolean mayMerge(BranchFiles branch, ObjectId ours, ObjectId theirs) throws IOException {
        byte[] our = branch.read(ours, BranchPath.TRANSITIONS).orElse(new byte[0]);
        byte[] their = branch.read(theirs, BranchPath.TRANSITIONS).orElse(new byte[0]);
        return Lines.hasAll(our, their) && Lines.hasAll(their, our);
    }

    private Merged union(
            BranchFiles branch, Merged before, OtherBranches.Other other, PendingObjects additions, BranchBudget budget)
            throws IOException {
        if (new History(branch, budget).contains(before.base(), other.commit())) {
            others.settle(other.commit());
            return before;
        }
        ObjectId tree = new UnionMerge(additions, budget).merge(before.tree(), branch.root(other.commit()));
        return before.with(other, tree);
    }

    /**
     * Brings a prepared merge together with what was committed to the branch since. To be called while others wait, so it gives up soon.
     *
     * @return the tree of both; empty if that would take too long, or cannot be done
     */
    Optional<ObjectId> onto(BranchFiles branch, Merged merged, ObjectId tip, PendingObjects additions)
            throws IOException {
        if (merged.tip().equals(tip)) {
            return Optional.of(merged.tree());
        }
        BranchBudget budget = new BranchBudget(WHILE_OTHERS_WAIT, nanos, () -> closing);
        try {
            UnionMerge merge = new UnionMerge(additions, budget);
            return Optional.of(merge.merge(branch.root(merged.tip()), branch.root(tip), merged.tree()));
        } catch (FileSystemException e) {
            throw e;
        } catch (StoreException | InterruptedIOException e) {
            LOG.info("other branches are merged with the next commit: {}", e.toString());
            return Optional.empty();
        }
    }

    /** Takes note that a prepared merge is on the branch now. */
    void done(Merged merged) {
        others.settle(merged.base());
        merged.branches().forEach(branch -> others.settle(branch.commit()));
    }
}
