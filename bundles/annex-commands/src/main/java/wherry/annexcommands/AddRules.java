package wherry.annexcommands;

import java.util.Optional;
import java.util.stream.Stream;
import wherry.api.annex.StoreException;
import wherry.api.store.Settings;
import wherry.api.tree.NewFile;
import wherry.api.tree.TreeFile;

/** What the settings say of files that are to be added. Used by one thread. */
final class AddRules {
    private static final String DEFAULT_BACKEND = "SHA256E";
    private static final String LARGE_FILES = "annex.largefiles";
    private static final String UNLOCKED = "annex.addunlocked";

    private final AnnexSettings settings;
    private final Optional<String> backend;
    private final FileExpressions expressions;

    /** @param backend that counts more than any setting */
    AddRules(CommandContext session, Optional<String> backend) {
        this.settings = new AnnexSettings(session.repository());
        this.expressions = new FileExpressions(session.language());
        this.backend = backend;
    }

    // SOURCE: git-annex chooses in this order.
    String backend(TreeFile file) throws StoreException {
        String chosen = backend.orElse(file.attributes().getOrDefault("annex.backend", ""));
        if (chosen.isBlank()) {
            chosen = settings.configured("annex.backend").orElse("");
        }
        if (chosen.isBlank()) {
            chosen = settings.configured("annex.backends").orElse("");
        }
        String first = chosen.strip().split("\\s+", 2)[0];
        return first.isEmpty() ? DEFAULT_BACKEND : first;
    }

    /** Why the content belongs into git; empty if it belongs into the annex. */
    Optional<String> whyIntoGit(NewFile file) throws StoreException {
        boolean dotFile = Stream.of(file.where().path().split("/")).anyMatch(name -> name.startsWith("."));
        if (dotFile && !settings.isTrue("annex.dotfiles", false)) {
            return Optional.of("dotfile");
        }
        Optional<String> expression = largeFiles(file.where());
        return expression.isEmpty() || expressions.match(LARGE_FILES, expression.get(), file)
                ? Optional.empty()
                : Optional.of("non-large file");
    }

    /** Whether files that do not belong into the annex are left alone. */
    boolean leavesSmallFiles() throws StoreException {
        return settings.configured("annex.addsmallfiles")
                .filter(value -> !Settings.meansYes(value))
                .isPresent();
    }

    /** Whether the file is to stay a file that can be written to. */
    boolean unlocked(NewFile file) throws StoreException {
        Optional<String> value = settings.value(UNLOCKED);
        if (value.isEmpty() || isBoolean(value.get())) {
            return value.map(Settings::meansYes).orElse(false);
        }
        return expressions.match(UNLOCKED, value.get(), file);
    }

    private static boolean isBoolean(String value) {
        return Settings.meansYes(value)
                || Stream.of("false", "no", "off", "0", "").anyMatch(value::equalsIgnoreCase);
    }

    // SOURCE: git-annex(1), annex.largefiles: git config, then gitattributes, then git-annex config.
    private Optional<String> largeFiles(TreeFile file) throws StoreException {
        Optional<String> configured = settings.configured(LARGE_FILES);
        if (configured.isPresent()) {
            return configured;
        }
        Optional<String> attribute = Optional.ofNullable(file.attributes().get(LARGE_FILES));
        return attribute.isPresent() ? attribute : settings.recorded(LARGE_FILES);
    }
}
