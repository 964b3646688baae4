package wherry.store.branch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import wherry.api.annex.StoreException;
import wherry.store.file.BoundedFile;

/**
 * The refs named git-annex that other repositories have pushed to or that were fetched from them. Remembers which need no merging;
 * used by one thread at a time.
 */
final class OtherBranches {
    private static final Logger LOG = LoggerFactory.getLogger("wherry.store");
    private static final List<String> PLACES = List.of("refs/remotes/", "refs/heads/");
    private static final int MOST_REMEMBERED = 10_000;
    private static final int MOST_AT_ONCE = 64;
    private static final int MAX_LIST_BYTES = 64 << 20;

    private final Path annex;
    private final SetAside aside;
    private final Set<ObjectId> settled = new HashSet<>();

    /**
     * A branch that may have news.
     *
     * @param name as the user knows it, for instance {@code origin/git-annex}
     * @param commit it is at
     */
    record Other(String name, ObjectId commit) {
        /** Those that git-annex itself pushes to and fetches come before what else somebody has made up. */
        private boolean usual() {
            return name.equals("synced/git-annex") || name.equals("origin/git-annex");
        }
    }

    OtherBranches(Path annex, SetAside aside) {
        this.annex = annex;
        this.aside = aside;
    }

    /** Some of those that are not known to be merged already, or to be unfit with these limits. */
    List<Other> unsettled(Repository git, BranchBudget.Limits limits) throws IOException {
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
        if (others.isEmpty()) {
            return others;
        }
        Set<String> known = listed("mergedrefs");
        known.addAll(listed("ignoredrefs"));
        known.addAll(aside.commits(limits));
        return others.stream()
                .filter(other -> !known.contains(other.commit().name()))
                .sorted(Comparator.comparing(other -> !other.usual()))
                .limit(MOST_AT_ONCE)
                .toList();
    }

    /** SOURCE: git-annex keeps lists of refs there that it need not look at again, each line beginning with a commit. */
    private Set<String> listed(String file) throws IOException {
        Set<String> commits = new HashSet<>();
        for (String line :
                Lines.of(BoundedFile.read(annex.resolve(file), MAX_LIST_BYTES).orElse(new byte[0]))) {
            commits.add(line.split("[\\t ]", 2)[0]);
        }
        return commits;
    }

    /** Remembers that a commit needs no merging. */
    void settle(ObjectId commit) {
        if (settled.size() >= MOST_REMEMBERED) {
            settled.clear();
        }
        settled.add(commit.copy());
    }

    /** Says that a commit is not fit for merging, and leaves it alone. */
    void setAside(Other other, BranchBudget.Limits limits, Throwable why) throws IOException {
        LOG.warn(
                "branch={} commit={} is set aside and not merged: {}",
                other.name(),
                other.commit().name(),
                why instanceof StoreException ? why.getMessage() : why.toString());
        settle(other.commit());
        // What else goes wrong may go right the next time.
        if (why instanceof RefusedBranchException) {
            aside.add(other.commit(), limits);
        }
    }
}
