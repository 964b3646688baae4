package wherry.store.branch;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.ObjectId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import wherry.api.annex.StoreException;
import wherry.api.lock.FileLock;

/**
 * Commits what is in the journal, and merges other branches, while it keeps git-annex from doing so. git-annex's own index of the
 * branch stays as it is: git-annex sees that the branch has moved on, and merges it into its index before it commits the next time.
 */
final class Committer {
    private static final Logger LOG = LoggerFactory.getLogger("wherry.store");
    private static final int ATTEMPTS = 20;
    private static final long PAUSE_MILLIS = 50;
    // Writers wait for one commit no longer than a fraction of a second so, on a busy machine too.
    private static final int MOST_FILES = 1_000;

    private final BranchHome home;
    private final Journal journal;
    private final Clock clock;
    private final OtherBranches others;
    private final Merging merging;
    private final BranchRef ref;
    private final GitObjects objects;

    /**
     * A commit that has not been made yet.
     *
     * @param tip of the branch, from where it goes on
     * @param parents all, of which the first is the newest that has nothing which the tip lacks
     * @param names of the branches that it takes in
     * @param tree what it starts from
     */
    private record Base(ObjectId tip, List<ObjectId> parents, List<String> names, ObjectId tree) {}

    /**
     * Reads nothing yet.
     *
     * @param nanos clock that measures how long merging takes
     */
    Committer(BranchHome home, Journal journal, Clock clock, LongSupplier nanos) {
        this.home = home;
        this.journal = journal;
        this.clock = clock;
        this.others = new OtherBranches(home.annexDirectory(), new SetAside(home, clock));
        this.ref = new BranchRef(home);
        this.objects = new GitObjects(home, clock);
        this.merging = new Merging(others, objects, nanos);
    }

    /** Commits and merges all there is. Used by one thread at a time. */
    void commit() throws IOException {
        try (BranchFiles branch = BranchFiles.open(home.gitDirectory())) {
            Optional<Merging.Merged> merged = prepare(branch);
            while (!commitSome(branch, merged)) {
                merged = Optional.empty();
            }
        }
    }

    /** Merges what other branches have, and commits the journal with it, if there is anything to merge. */
    void merge() throws IOException {
        boolean news;
        try (BranchFiles branch = BranchFiles.open(home.gitDirectory())) {
            news = mayMerge() && !others.unsettled(branch.git(), limits()).isEmpty();
        }
        if (news) {
            commit();
        }
    }

    /** Ends a merge that is being prepared; what is in the journal can still be committed. */
    void stopMerging() {
        merging.close();
    }

    private boolean mayMerge() throws StoreException {
        return home.config().getBoolean("annex", "merge-annex-branches", true);
    }

    private BranchBudget.Limits limits() throws StoreException {
        return MergeLimit.of(home.config());
    }

    /** What others have pushed, merged before anybody is locked out; empty if there is none. */
    private Optional<Merging.Merged> prepare(BranchFiles branch) throws IOException {
        if (!mayMerge()) {
            return Optional.empty();
        }
        try {
            return Optional.of(merging.prepare(branch, limits())).filter(merged -> !merged.isNothing());
        } catch (InterruptedIOException e) {
            return Optional.empty();
        }
    }

    /** Commits as much as goes into one commit; returns whether that was all. */
    private boolean commitSome(BranchFiles branch, Optional<Merging.Merged> merged) throws IOException {
        try (FileLock lock = journal.lock()) {
            ref.recover();
            List<Path> files = journal.files().stream()
                    .filter(file -> path(file).isPresent())
                    .toList();
            List<Path> now = files.subList(0, Math.min(MOST_FILES, files.size()));
            Optional<List<Path>> committed = tryCommit(branch, merged, now);
            for (int attempt = 1; committed.isEmpty(); attempt++) {
                if (attempt == ATTEMPTS) {
                    throw new StoreException("cannot commit to the branch git-annex of " + home.gitDirectory()
                            + ": others change it all the time, or " + ref.lockFile() + " was left by one that died");
                }
                pause(attempt);
                committed = tryCommit(branch, merged, now);
            }
            for (Path file : committed.get()) {
                Files.deleteIfExists(file);
            }
            return committed.get().isEmpty() || now.size() == files.size();
        }
    }

    /** Returns the files of the journal that are on the branch now; empty if the branch has moved meanwhile. */
    private Optional<List<Path>> tryCommit(BranchFiles branch, Optional<Merging.Merged> merged, List<Path> files)
            throws IOException {
        ObjectId tip = branch.tip();
        PendingObjects additions = new PendingObjects(branch, objects::write);
        Optional<Base> together = merged.isPresent() ? onto(branch, merged.get(), tip, additions) : Optional.empty();
        Base base = together.orElse(new Base(tip, List.of(tip), List.of(), branch.root(tip)));
        TreeEdit edit = new TreeEdit(additions);
        List<Path> taken = put(branch, base, files, edit);
        ObjectId tree = edit.apply(base.tree());
        ObjectId first = base.parents().get(0);
        boolean onlyMoved = base.parents().size() == 1 && tree.equals(branch.root(first));
        Instant time = clock.instant();
        Identity identity = new Identity(home.config());
        String message =
                base.names().isEmpty() ? ownMessage() : "merging " + String.join(" ", base.names()) + " into git-annex";
        ObjectId commit = onlyMoved ? first : additions.addCommit(form(base, tree, identity, time, message));
        if (!commit.equals(tip)) {
            if (!onlyMoved) {
                additions.write();
            }
            if (!ref.move(branch.git(), tip, commit, identity.committer(time), message)) {
                return Optional.empty();
            }
        }
        if (together.isPresent()) {
            merging.done(merged.orElseThrow());
        }
        return Optional.of(taken);
    }

    private Optional<Base> onto(BranchFiles branch, Merging.Merged merged, ObjectId tip, PendingObjects additions)
            throws IOException {
        Optional<ObjectId> tree = merging.onto(branch, merged, tip, additions);
        if (tree.isEmpty()) {
            return Optional.empty();
        }
        // Not yet in the repository, if the branch has moved meanwhile.
        additions.write();
        ObjectId first = merged.tip().equals(tip) ? merged.base() : tip;
        List<ObjectId> parents = new ArrayList<>(List.of(first));
        parents.addAll(merged.parents(first));
        List<String> names =
                merged.branches().stream().map(OtherBranches.Other::name).toList();
        return Optional.of(new Base(tip, parents, names, tree.get()));
    }

    /** Adds files of the journal to a commit; returns those whose place on the branch is as it should be. */
    private List<Path> put(BranchFiles branch, Base base, List<Path> files, TreeEdit edit) throws IOException {
        List<Path> taken = new ArrayList<>();
        Optional<IOException> trouble = Optional.empty();
        for (Path file : files) {
            BranchPath path = path(file).orElseThrow();
            try {
                byte[] journalled = journal.content(file);
                byte[] content = branch.read(base.tree(), path)
                        .map(committed -> JournalMerge.joined(path, journalled, committed))
                        .orElse(journalled);
                edit.put(path, content);
                taken.add(file);
            } catch (StoreException | MissingObjectException | IncorrectObjectTypeException e) {
                // What somebody has made of one file must not keep the others from being committed.
                trouble = trouble.or(() -> Optional.of(e));
            }
        }
        if (trouble.isPresent()) {
            if (taken.isEmpty()) {
                throw trouble.get();
            }
            LOG.warn(
                    "{} files stay in the journal of {}: {}",
                    files.size() - taken.size(),
                    home.gitDirectory(),
                    trouble.get().toString());
        }
        return taken;
    }

    private static Optional<BranchPath> path(Path file) {
        return BranchPath.ofJournalName(file.getFileName().toString());
    }

    private static byte[] form(Base base, ObjectId tree, Identity identity, Instant time, String message)
            throws IOException {
        CommitBuilder commit = new CommitBuilder();
        commit.setTreeId(tree);
        commit.setParentIds(base.parents());
        commit.setAuthor(identity.author(time));
        commit.setCommitter(identity.committer(time));
        commit.setMessage(message + "\n");
        return commit.build();
    }

    private String ownMessage() throws StoreException {
        return Optional.ofNullable(home.config().getString("annex", null, "commitmessage"))
                .filter(message -> !message.isBlank())
                .orElse("update");
    }

    private static void pause(int attempt) throws StoreException {
        try {
            Thread.sleep(PAUSE_MILLIS * attempt);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException("interrupted while the branch git-annex was changed by others", e);
        }
    }
}
