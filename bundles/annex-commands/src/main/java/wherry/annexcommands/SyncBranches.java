package wherry.annexcommands;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The git half of {@code wherry annex sync}: commits, and goes by way of the branches {@code synced/BRANCH} and {@code
 * synced/git-annex} of the other side, which can be pushed to although its own branches are checked out.
 *
 * @see <a href="https://git-annex.branchable.com/sync/">git-annex sync</a>
 */
final class SyncBranches {
    private static final String HEADS = "refs/heads/";
    private static final String ANNEX = HEADS + "git-annex";
    private static final String SYNCED = HEADS + "synced/";

    private final CallerGit git;
    private final Optional<String> branch;

    /**
     * Works on one branch.
     *
     * @param branch short name of the one that is checked out; empty if none is, or it is to be left alone
     */
    SyncBranches(CallerGit git, Optional<String> branch) {
        this.git = git;
        this.branch = branch;
    }

    /** Whether files that git knows differ from the last commit. */
    boolean hasChanges() throws IOException, InterruptedException {
        return branch.isPresent()
                && (isThere(HEADS + branch.get())
                        ? !git.quietly("diff", "--quiet", "--ignore-submodules=dirty", "HEAD", "--")
                        : git.quietly("ls-files", "--error-unmatch", ":/"));
    }

    /** Whether the user is in the middle of something whose conflicts must not be committed by others. */
    boolean isUnfinished() throws IOException, InterruptedException {
        for (String head : List.of("MERGE_HEAD", "CHERRY_PICK_HEAD", "REVERT_HEAD")) {
            if (git.quietly("rev-parse", "-q", "--verify", head)) {
                return true;
            }
        }
        return false;
    }

    boolean commit(String message) throws IOException, InterruptedException {
        return git.run(List.of("commit", "-a", "-m", message));
    }

    boolean fetch(String remote) throws IOException, InterruptedException {
        return git.run(List.of("fetch", "--", remote));
    }

    /** What others have pushed here and is not in the branch. */
    List<String> pushedHere() throws IOException, InterruptedException {
        return branch.isPresent() ? unmerged(List.of(SYNCED + branch.get())) : List.of();
    }

    /** What a remote has that is not in the branch. */
    List<String> fetchedFrom(String remote) throws IOException, InterruptedException {
        String there = "refs/remotes/" + remote + "/";
        return branch.isPresent()
                ? unmerged(List.of(there + branch.get(), there + "synced/" + branch.get()))
                : List.of();
    }

    private List<String> unmerged(List<String> refs) throws IOException, InterruptedException {
        List<String> unmerged = new ArrayList<>();
        for (String ref : refs) {
            if (isThere(ref) && !isMerged(ref)) {
                unmerged.add(ref);
            }
        }
        return unmerged;
    }

    private boolean isMerged(String ref) throws IOException, InterruptedException {
        return git.quietly("merge-base", "--is-ancestor", ref, "HEAD");
    }

    /**
     * Merges some refs into the branch.
     *
     * @return the first that does not merge by itself; the working tree is as it was before it
     */
    Optional<String> merge(List<String> refs, boolean unrelated) throws IOException, InterruptedException {
        for (String ref : refs) {
            // The one before may have brought it.
            if (!isMerged(ref) && !merge(ref, unrelated)) {
                return Optional.of(ref);
            }
        }
        return Optional.empty();
    }

    private boolean merge(String ref, boolean unrelated) throws IOException, InterruptedException {
        // With merge.ff=only, which is meant for merges by hand, nothing could be synced.
        List<String> words = new ArrayList<>(List.of("merge", "--no-edit", "--ff"));
        if (unrelated) {
            words.add("--allow-unrelated-histories");
        }
        words.add(ref);
        boolean merged = git.run(words);
        if (!merged) {
            git.quietly("merge", "--abort");
        }
        return merged;
    }

    /**
     * Pushes to the branches that are always free, and, where the remote lets us, to the others as well.
     *
     * @return whether the first half worked, which is enough
     */
    boolean push(String remote) throws IOException, InterruptedException {
        List<String> synced = new ArrayList<>(List.of("push", "--", remote, "+" + ANNEX + ":" + SYNCED + "git-annex"));
        List<String> direct = new ArrayList<>(List.of("push", "--", remote, ANNEX));
        if (branch.isPresent() && isThere(HEADS + branch.get())) {
            synced.add(HEADS + branch.get() + ":" + SYNCED + branch.get());
            direct.add(HEADS + branch.get());
        }
        boolean pushed = git.run(synced);
        if (pushed) {
            git.quietly(direct.toArray(String[]::new));
        }
        return pushed;
    }

    private boolean isThere(String ref) throws IOException, InterruptedException {
        return git.quietly("show-ref", "--verify", "--quiet", ref);
    }
}
