package wherry.store.branch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.ObjectId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import wherry.api.lock.FileLock;
import wherry.api.store.StoreException;

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
    private final BranchRef ref;
    private final GitObjects objects;

    /**
     * What a commit is made of.
     *
     * @param base the newest commit that has nothing which the branch lacks
     * @param merged commits that it takes in besides
     * @param names of the branches that they were on
     * @param tree with all merged
     */
    private record Base(ObjectId base, List<ObjectId> merged, List<String> names, ObjectId tree) {}

    Committer(BranchHome home, Journal journal, Clock clock) {
        this.home = home;
        this.journal = journal;
        this.clock = clock;
        this.others = new OtherBranches(home.annexDirectory());
        this.ref = new BranchRef(home);
        this.objects = new GitObjects(home, clock);
    }

    /** Commits and merges all there is. Used by one thread at a time. */
    void commit() throws IOException {
        List<Path> rest;
        do {
            rest = commitSome();
        } while (!rest.isEmpty());
    }

    /** Merges what other branches have, and commits the journal with it, if there is anything to merge. */
    void merge() throws IOException {
        boolean news;
        try (BranchFiles branch = BranchFiles.open(home.gitDirectory())) {
            news = !unsettled(branch).isEmpty();
        }
        if (news) {
            commit();
        }
    }

    /** Commits as much as goes into one commit; returns what is left in the journal. */
    private List<Path> commitSome() throws IOException {
        try (FileLock lock = journal.lock();
                BranchFiles branch = BranchFiles.open(home.gitDirectory())) {
            ref.recover();
            List<Path> files = journal.files().stream()
                    .filter(file -> path(file).isPresent())
                    .toList();
            List<Path> now = files.subList(0, Math.min(MOST_FILES, files.size()));
            for (int attempt = 1; !tryCommit(branch, now); attempt++) {
                if (attempt == ATTEMPTS) {
                    throw new StoreException("cannot commit to the branch git-annex of " + home.gitDirectory()
                            + ": others change it all the time, or " + ref.lockFile() + " was left by one that died");
                }
                pause(attempt);
            }
            List<Path> committed =
                    now.stream().filter(file -> path(file).isPresent()).toList();
            for (Path file : committed) {
                Files.deleteIfExists(file);
            }
            return committed.isEmpty() ? List.of() : files.subList(now.size(), files.size());
        }
    }

    private static Optional<BranchPath> path(Path file) {
        return BranchPath.ofJournalName(file.getFileName().toString());
    }

    /** Returns false if the branch has moved meanwhile. */
    private boolean tryCommit(BranchFiles branch, List<Path> files) throws IOException {
        ObjectId tip = branch.tip();
        Additions additions = new Additions(branch);
        Base base = merge(branch, additions, tip);
        TreeEdit edit = new TreeEdit(additions);
        for (Path file : files) {
            BranchPath path = path(file).orElseThrow();
            byte[] journalled = Files.readAllBytes(file);
            byte[] content = additions
                    .read(base.tree(), path)
                    .map(committed -> Versions.joined(path, journalled, committed))
                    .orElse(journalled);
            edit.put(path, content);
        }
        ObjectId tree = edit.apply(base.tree());
        boolean onlyMoved = base.merged().isEmpty() && tree.equals(branch.root(base.base()));
        Instant time = clock.instant();
        Identity identity = new Identity(home.config());
        String message =
                base.names().isEmpty() ? ownMessage() : "merging " + String.join(" ", base.names()) + " into git-annex";
        ObjectId commit = onlyMoved ? base.base() : additions.addCommit(form(base, tree, identity, time, message));
        if (!commit.equals(tip)) {
            objects.write(onlyMoved ? List.of() : additions.all());
            if (!ref.move(branch.git(), tip, commit, identity.committer(time), message)) {
                return false;
            }
        }
        base.merged().forEach(others::settle);
        return true;
    }

    private static byte[] form(Base base, ObjectId tree, Identity identity, Instant time, String message)
            throws IOException {
        CommitBuilder commit = new CommitBuilder();
        commit.setTreeId(tree);
        List<ObjectId> parents = new ArrayList<>(List.of(base.base()));
        parents.addAll(base.merged());
        commit.setParentIds(parents);
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

    private List<OtherBranches.Other> unsettled(BranchFiles branch) throws IOException {
        return home.config().getBoolean("annex", "merge-annex-branches", true)
                ? others.unsettled(branch.git())
                : List.of();
    }

    private Base merge(BranchFiles branch, Additions additions, ObjectId tip) throws IOException {
        ObjectId base = tip;
        List<ObjectId> merged = new ArrayList<>();
        List<String> names = new ArrayList<>();
        List<OtherBranches.Other> toMerge = new ArrayList<>();
        for (OtherBranches.Other other : unsettled(branch)) {
            if (others.contains(branch, base, other.commit())) {
                others.settle(other.commit());
            } else if (mayMerge(branch, base, other)) {
                if (others.contains(branch, other.commit(), base)) {
                    base = other.commit();
                } else {
                    toMerge.add(other);
                }
            }
        }
        ObjectId tree = branch.root(base);
        for (OtherBranches.Other other : toMerge) {
            try {
                tree = new UnionMerge(additions).merge(tree, branch.root(other.commit()));
                merged.add(other.commit());
                names.add(other.name());
            } catch (IOException e) {
                // Whoever pushed it may have pushed nonsense, or not all.
                LOG.warn(
                        "branch={} commit={} cannot be merged: {}",
                        other.name(),
                        other.commit().name(),
                        e.toString());
                others.settle(other.commit());
            }
        }
        return new Base(base, merged, names, tree);
    }

    /**
     * Where one side has forgotten its history and the other has not, a plain merge would bring back what was to be forgotten.
     * git-annex knows how to do the same to the other side; until it has, such a branch is left alone.
     */
    private boolean mayMerge(BranchFiles branch, ObjectId base, OtherBranches.Other other) {
        try {
            byte[] ours = branch.read(branch.root(base), BranchPath.TRANSITIONS).orElse(new byte[0]);
            byte[] theirs = branch.read(branch.root(other.commit()), BranchPath.TRANSITIONS)
                    .orElse(new byte[0]);
            if (Lines.hasAll(ours, theirs) && Lines.hasAll(theirs, ours)) {
                return true;
            }
            LOG.info("branch={} is left for git-annex to merge: only one side was made to forget", other.name());
        } catch (IOException e) {
            LOG.warn(
                    "branch={} commit={} cannot be merged: {}",
                    other.name(),
                    other.commit().name(),
                    e.toString());
        }
        others.settle(other.commit());
        return false;
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
