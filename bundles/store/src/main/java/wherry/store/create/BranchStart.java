package wherry.store.create;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.RepositoryBuilder;
import org.eclipse.jgit.lib.TreeFormatter;
import wherry.api.annex.StoreException;
import wherry.store.branch.Identity;

/** The first commit of the branch git-annex: the one of the repository that this is a clone of, else an empty one. */
final class BranchStart {
    private static final String NAME = "git-annex";
    private static final String BRANCH = "refs/heads/" + NAME;
    private static final String REMOTES = "refs/remotes/";

    private BranchStart() {}

    /** Makes the branch unless there is one. */
    static void make(Path gitDirectory, Identity identity) throws IOException {
        try (Repository git = new RepositoryBuilder()
                .setGitDir(gitDirectory.toFile())
                .setBare()
                .build()) {
            if (git.exactRef(BRANCH) == null) {
                Optional<ObjectId> elsewhere = ofRemote(git);
                start(git, elsewhere.isPresent() ? elsewhere.get() : empty(git, identity), elsewhere.isPresent());
            }
        }
    }

    /** SOURCE: git-annex starts from origin's; what other remotes have is merged when the branch is read. */
    private static Optional<ObjectId> ofRemote(Repository git) throws IOException {
        Ref origin = git.exactRef(REMOTES + "origin/" + NAME);
        return Optional.ofNullable(origin).map(Ref::getObjectId);
    }

    private static ObjectId empty(Repository git, Identity identity) throws IOException {
        try (ObjectInserter objects = git.newObjectInserter()) {
            Instant now = Instant.now();
            CommitBuilder commit = new CommitBuilder();
            commit.setTreeId(objects.insert(new TreeFormatter()));
            commit.setAuthor(identity.author(now));
            commit.setCommitter(identity.committer(now));
            commit.setMessage("branch created\n");
            ObjectId id = objects.insert(commit);
            objects.flush();
            return id;
        }
    }

    private static void start(Repository git, ObjectId commit, boolean copied) throws IOException {
        RefUpdate update = git.updateRef(BRANCH);
        update.setExpectedOldObjectId(ObjectId.zeroId());
        update.setNewObjectId(commit);
        if (copied) {
            update.setRefLogMessage("branch: Created from " + REMOTES + "origin/" + NAME, false);
        }
        RefUpdate.Result result = update.update();
        boolean somebodyElses = result == RefUpdate.Result.LOCK_FAILURE && git.exactRef(BRANCH) != null;
        if (result != RefUpdate.Result.NEW && !somebodyElses) {
            throw new StoreException(
                    "cannot make the branch git-annex of " + git.getDirectory() + ": git says " + result);
        }
    }
}
