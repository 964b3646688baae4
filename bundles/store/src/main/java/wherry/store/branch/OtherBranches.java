package wherry.store.branch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The refs named git-annex that other repositories have pushed to or that were fetched from them. Remembers which need no merging;
 * used by one thread at a time.
 */
final class OtherBranches {
    private static final Logger LOG = LoggerFactory.getLogger("wherry.store");
    private static final List<String> PLACES = List.of("refs/heads/", "refs/remotes/");
    private static final int MOST_REMEMBERED = 10_000;

    private final Path annex;
    private final Set<ObjectId> settled = new HashSet<>();

    /**
     * A branch that may have news.
     *
     * @param name as the user knows it, for instance {@code origin/git-annex}
     * @param commit it is at
     */
    record Other(String name, ObjectId commit) {}

    OtherBranches(Path annex) {
        this.annex = annex;
    }

    /** Those that are not known to be merged already. */
    List<Other> unsettled(Repository git) throws IOException {
        List<Other> others = new ArrayList<>();
        for (String place : PLACES) {
            for (Ref ref : git.getRefDatabase().getRefsByPrefix(place)) {
                ObjectId commit = ref.getObjectId();
                boolean other =
                        ref.getName().endsWith("/git-annex") && !ref.getName().equals(BranchFiles.BRANCH);
                if (other && commit != null && !settled.contains(commit)) {
                    others.add(new Other(ref.getName().substring(place.length()), commit));
                }
            }
        }
        if (!others.isEmpty()) {
            Set<String> known = listed("mergedrefs");
            known.addAll(listed("ignoredrefs"));
            others.removeIf(other -> known.contains(other.commit().name()));
        }
        return others;
    }

    /** SOURCE: git-annex keeps lists of refs there that it need not look at again, each line beginning with a commit. */
    private Set<String> listed(String file) throws IOException {
        Path list = annex.resolve(file);
        Set<String> commits = new HashSet<>();
        if (list.toFile().exists()) {
            for (String line : Lines.of(Files.readAllBytes(list))) {
                commits.add(line.split("[\\t ]", 2)[0]);
            }
        }
        return commits;
    }

    /** Whether all of one commit is in another. False if it is none, or not all there. */
    boolean contains(BranchFiles branch, ObjectId whole, ObjectId part) throws IOException {
        try (RevWalk walk = new RevWalk(branch.reader())) {
            return walk.isMergedInto(walk.parseCommit(part), walk.parseCommit(whole));
        } catch (MissingObjectException | IncorrectObjectTypeException e) {
            LOG.warn("commit={} cannot be merged: {}", part.name(), e.toString());
            return false;
        }
    }

    /** Remembers that a commit needs no merging. */
    void settle(ObjectId commit) {
        if (settled.size() >= MOST_REMEMBERED) {
            settled.clear();
        }
        settled.add(commit.copy());
    }
}
