package wherry.annexcommands;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The git half of {@code wherry annex sync}: commits, and goes by way of the branches {@code synced/BRANCH} and {@code
 * synced/git-annex}, which can be pushed to a repository whose own branches are checked out.
 *
 * @see <a href="https://git-annex.branchable.com/sync/">git-annex sync</a>
 */
final class SyncBranches {
    private static final String HEADS = "refs/heads/";
    private static final String ANNEX = HEADS + "git-annex";
    private static final String SYNCED = HEADS + "synced/";

    private final CallerGit git;
    private final Optional<String> branch;
    private final boolean quiet;

    /**
     * Works on one branch.
     *
     * @param branch short name of the one that is checked out; empty if none is
     * @param quiet git shall say nothing but errors
     */
    SyncBranches(CallerGit git, Optional<String> branch, boolean quiet) {
        this.git = git;
        this.branch = branch;
        this.quiet = quiet;
    }

    /** Whether files that git knows differ from the last commit. */
    boolean hasChanges() throws IOException, InterruptedException {
        return branch.isPresent()
                && (isThere(HEADS + branch.get())
                        ? !git.quietly("diff", "--quiet", "--ignore-submodules=dirty", "HEAD", "--")
                        : git.quietly("ls-files", "--error-unmatch", ":/"));
    }

    /** Whether the user is in the middle of a merge, whose conflicts must not be committed by others. */
    boolean isMerging() throws IOException, InterruptedException {
        for (String head : List.of("MERGE_HEAD", "CHERRY_PICK_HEAD", "REVERT_HEAD")) {
            if (git.quietly("rev-parse", "-q", "--verify", head)) {
                return true;
            }
        }
        return false;
    }

    boolean commit(String message) throws IOException, InterruptedException {
        return quiet ? git.run("commit", "-q", "-a", "-m", message) : git.run("commit", "-a", "-m", message);
    }

    boolean fetch(String remote) throws IOException, InterruptedException {
        return quiet ? git.run("fetch", "-q", "--", remote) : git.run("fetch", "--", remote);
    }

    /**
     * Merges what a remote has, and what others have pushed here.
     *
     * @return a ref that does not merge by itself; the working tree is as it was before it
     */
    Optional<String> merge(Optional<String> remote, boolean unrelated) throws IOException, InterruptedException {
        for (String ref : branch.map(name -> sources(name, remote)).orElse(List.of())) {
            if (isThere(ref) && !git.quietly("merge-base", "--is-ancestor", ref, "HEAD") && !merge(ref, unrelated)) {
                return Optional.of(ref);
            }
        }
        return Optional.empty();
    }

    private static List<String> sources(String name, Optional<String> remote) {
        return remote.map(from ->
                        List.of("refs/remotes/" + from + "/" + name, "refs/remotes/" + from + "/synced/" + name))
                .orElse(List.of(SYNCED + name));
    }

    private boolean merge(String ref, boolean unrelated) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of("merge", "--no-edit"));
        if (quiet) {
            words.add("-q");
        }
        if (unrelated) {
            words.add("--allow-unrelated-histories");
        }
        words.add(ref);
        boolean merged = git.run(words.toArray(String[]::new));
        if (!merged) {
            git.quietly("merge", "--abort");
        }
        return merged;
    }

    /** Moves {@code synced/BRANCH} of this repository to where the branch is. */
    void mark() throws IOException, InterruptedException {
        if (branch.isPresent() && isThere(HEADS + branch.get())) {
            git.quietly("update-ref", SYNCED + branch.get(), HEADS + branch.get());
        }
    }

    /**
     * Pushes to the branches that are always free, and, where the remote lets us, to the others as well.
     *
     * @return whether the first half worked, which is enough
     */
    boolean push(String remote) throws IOException, InterruptedException {
        List<String> synced = new ArrayList<>(List.of("push"));
        List<String> direct = new ArrayList<>(List.of("push"));
        if (quiet) {
            synced.add("-q");
        }
        synced.addAll(List.of("--", remote, "+" + ANNEX + ":" + SYNCED + "git-annex"));
        direct.addAll(List.of("--", remote, ANNEX));
        if (branch.isPresent() && isThere(HEADS + branch.get())) {
            synced.add(HEADS + branch.get() + ":" + SYNCED + branch.get());
            direct.add(HEADS + branch.get());
        }
        boolean pushed = git.run(synced.toArray(String[]::new));
        if (pushed) {
            git.quietly(direct.toArray(String[]::new));
        }
        return pushed;
    }

    private boolean isThere(String ref) throws IOException, InterruptedException {
        return git.quietly("show-ref", "--verify", "--quiet", ref);
    }
}
