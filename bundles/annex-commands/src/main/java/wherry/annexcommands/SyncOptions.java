package wherry.annexcommands;

import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import wherry.api.annex.StoreException;

/** What {@code wherry annex sync} is to do; options and settings of git-annex's command of that name. */
final class SyncOptions {
    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it before the call
    private CommandSpec spec;

    @Option(names = "--content", description = "Transfer content that is wanted, too; as annex.synccontent does.")
    private boolean content;

    @Option(names = "--no-content", description = "Transfer no content, whatever annex.synccontent says.")
    private boolean noContent;

    @Option(
            names = {"-a", "--only-annex"},
            description = "Sync the git-annex branch and content, but not the branch that is checked out.")
    private boolean onlyAnnex;

    @Option(names = "--no-commit", description = "Leave changes of the working tree as they are.")
    private boolean noCommit;

    @Option(names = "--no-pull", description = "Fetch and get nothing from remotes.")
    private boolean noPull;

    @Option(names = "--no-push", description = "Push and send nothing to remotes.")
    private boolean noPush;

    @Option(
            names = {"-m", "--message"},
            paramLabel = "TEXT",
            description = "Message of the commit; default: the name of this repository.")
    private @Nullable String message;

    @Option(
            names = "--allow-unrelated-histories",
            description = "Merge with a remote that began as another repository.")
    private boolean unrelated;

    @Parameters(arity = "0..*", paramLabel = "REMOTE", description = "Only with these; default: with all.")
    private @Nullable List<String> remotes;

    /** Refuses to mix. */
    SyncOptions checked() {
        if (content && noContent) {
            throw new ParameterException(spec.commandLine(), "--content and --no-content exclude each other");
        }
        return this;
    }

    boolean content(AnnexSettings settings) throws StoreException {
        return content || (!noContent && settings.isTrue("annex.synccontent", false));
    }

    boolean commit(AnnexSettings settings) throws StoreException {
        return !noCommit && settings.isTrue("annex.autocommit", true);
    }

    boolean onlyAnnex(AnnexSettings settings) throws StoreException {
        return onlyAnnex || settings.isTrue("annex.synconlyannex", false);
    }

    boolean pull() {
        return !noPull;
    }

    boolean push() {
        return !noPush;
    }

    boolean unrelatedHistories() {
        return unrelated;
    }

    String message(String fallback) {
        return message == null ? fallback : message;
    }

    List<String> remotes() {
        return remotes == null ? List.of() : remotes;
    }
}
