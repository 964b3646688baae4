package wherry.annexcommands;

import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import wherry.api.store.Settings;
import wherry.api.store.StoreException;

/** What {@code wherry annex sync} is to do; options and settings of git-annex's command of that name. */
final class SyncOptions {
    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it before the call
    private CommandSpec spec;

    @Option(names = "--content", description = "Transfer content, too; as annex.synccontent does.")
    private boolean content;

    @Option(names = "--no-content", description = "Transfer no content, whatever annex.synccontent says.")
    private boolean noContent;

    @Option(names = "--no-commit", description = "Leave changes of the working tree as they are.")
    private boolean noCommit;

    @Option(names = "--no-pull", description = "Fetch and merge nothing.")
    private boolean noPull;

    @Option(names = "--no-push", description = "Push nothing.")
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

    boolean content(Settings settings) throws StoreException {
        return content || (!noContent && isTrue(settings, "annex.synccontent", false));
    }

    boolean commit(Settings settings) throws StoreException {
        return !noCommit && isTrue(settings, "annex.autocommit", true);
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

    private static boolean isTrue(Settings settings, String name, boolean otherwise) throws StoreException {
        return settings.value(name).map(Remote::isTrue).orElse(otherwise);
    }
}
