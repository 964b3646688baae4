package wherry.daemon.git;

import java.io.IOException;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.transport.PreReceiveHook;
import org.eclipse.jgit.transport.ReceiveCommand;
import org.eclipse.jgit.transport.ReceivePack;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import wherry.api.store.Repository;

/**
 * What git's receive-pack refuses and JGit's does not, in git's words.
 *
 * @see <a href="https://git-scm.com/docs/git-config#Documentation/git-config.txt-receivedenyCurrentBranch">receive.deny*</a>
 */
final class ReceiveRules implements PreReceiveHook {
    private static final Logger LOG = LoggerFactory.getLogger("wherry.daemon.git");

    private static final Set<String> ALLOWING = Set.of("ignore", "warn", "false", "no", "off", "0", "");
    private static final String ALLOW = "false";
    private static final String REFUSE = "refuse";

    private final Repository repository;
    private final HiddenRefs hidden;

    ReceiveRules(Repository repository, HiddenRefs hidden) {
        this.repository = repository;
        this.hidden = hidden;
    }

    @Override
    public void onPreReceive(ReceivePack pack, Collection<ReceiveCommand> commands) {
        pack.sendMessage(GitServices.NO_GIT);
        for (ReceiveCommand command : commands) {
            try {
                if (command.getResult() == ReceiveCommand.Result.NOT_ATTEMPTED) {
                    refusal(command, pack)
                            .ifPresent(why -> command.setResult(ReceiveCommand.Result.REJECTED_OTHER_REASON, why));
                }
            } catch (IOException e) {
                LOG.warn("push refused ref={}", command.getRefName(), e);
                command.setResult(ReceiveCommand.Result.REJECTED_OTHER_REASON, "the repository's rules cannot be read");
            }
        }
    }

    private Optional<String> refusal(ReceiveCommand command, ReceivePack pack) throws IOException {
        String ref = command.getRefName();
        if (hidden.contain(ref)) {
            return Optional.of("deny updating a hidden ref");
        }
        boolean bare = repository.workTree().isEmpty();
        boolean checkedOut =
                CheckedOutBranches.branches(repository.gitDirectory(), bare).contains(ref);
        if (checkedOut && denies("receive.denycurrentbranch", REFUSE)) {
            pack.sendError("refusing to update checked out branch: " + ref);
            return Optional.of("branch is currently checked out");
        }
        boolean deletes = command.getType() == ReceiveCommand.Type.DELETE
                && !command.getOldId().equals(ObjectId.zeroId());
        if (deletes && ref.startsWith(Constants.R_HEADS)) {
            return deletion(checkedOut || ref.equals(pack.getRepository().getFullBranch()));
        }
        boolean rewrites = command.getType() == ReceiveCommand.Type.UPDATE_NONFASTFORWARD;
        return rewrites && ref.startsWith(Constants.R_HEADS) && denies("receive.denynonfastforwards", ALLOW)
                ? Optional.of("non-fast-forward")
                : Optional.empty();
    }

    private Optional<String> deletion(boolean current) throws IOException {
        if (denies("receive.denydeletes", ALLOW)) {
            return Optional.of("deletion prohibited");
        }
        return current && denies("receive.denydeletecurrent", REFUSE)
                ? Optional.of("deletion of the current branch prohibited")
                : Optional.empty();
    }

    /** Updating the working tree, as {@code updateInstead} wants it, takes git. */
    private boolean denies(String name, String unset) throws IOException {
        return !ALLOWING.contains(
                repository.settings().value(name).orElse(unset).toLowerCase(Locale.ROOT));
    }
}
