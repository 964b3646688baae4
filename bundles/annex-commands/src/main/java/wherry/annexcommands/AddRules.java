package wherry.annexcommands;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import wherry.api.branch.BranchLog;
import wherry.api.store.Repository;
import wherry.api.store.StoreException;
import wherry.api.tree.NewFile;
import wherry.api.tree.TreeFile;

/** What the settings say of files that are to be added. Used by one thread. */
final class AddRules {
    private static final String DEFAULT_BACKEND = "SHA256E";
    private static final String LARGE_FILES = "annex.largefiles";
    private static final String UNLOCKED = "annex.addunlocked";

    private final Repository repository;
    private final Optional<String> backend;
    private final FileExpressions expressions;
    private final Map<String, Optional<String>> recorded = new HashMap<>();

    /** @param backend that counts more than any setting */
    AddRules(CommandContext session, Optional<String> backend) {
        this.repository = session.repository();
        this.expressions = new FileExpressions(session.language());
        this.backend = backend;
    }

    // SOURCE: git-annex chooses in this order.
    String backend(TreeFile file) throws StoreException {
        String chosen = backend.orElse(file.attributes().getOrDefault("annex.backend", ""));
        if (chosen.isBlank()) {
            chosen = configured("annex.backend").orElse("");
        }
        if (chosen.isBlank()) {
            chosen = configured("annex.backends").orElse("");
        }
        String first = chosen.strip().split("\\s+", 2)[0];
        return first.isEmpty() ? DEFAULT_BACKEND : first;
    }

    /** Why the content belongs into git; empty if it belongs into the annex. */
    Optional<String> whyIntoGit(NewFile file) throws StoreException {
        boolean dotFile = Stream.of(file.where().path().split("/")).anyMatch(name -> name.startsWith("."));
        if (dotFile && !isTrue("annex.dotfiles")) {
            return Optional.of("dotfile");
        }
        Optional<String> expression = largeFiles(file.where());
        return expression.isEmpty() || expressions.match(LARGE_FILES, expression.get(), file)
                ? Optional.empty()
                : Optional.of("non-large file");
    }

    /** Whether files that do not belong into the annex are left alone. */
    boolean leavesSmallFiles() throws StoreException {
        return configured("annex.addsmallfiles")
                .filter(value -> !Remote.isTrue(value))
                .isPresent();
    }

    /** Whether the file is to stay a file that can be written to. */
    boolean unlocked(NewFile file) throws StoreException {
        Optional<String> value = configuredOrRecorded(UNLOCKED);
        if (value.isEmpty() || isBoolean(value.get())) {
            return value.map(Remote::isTrue).orElse(false);
        }
        return expressions.match(UNLOCKED, value.get(), file);
    }

    private static boolean isBoolean(String value) {
        return Remote.isTrue(value) || Stream.of("false", "no", "off", "0", "").anyMatch(value::equalsIgnoreCase);
    }

    // SOURCE: git-annex(1), annex.largefiles: git config, then gitattributes, then git-annex config.
    private Optional<String> largeFiles(TreeFile file) throws StoreException {
        Optional<String> configured = configured(LARGE_FILES);
        if (configured.isPresent()) {
            return configured;
        }
        Optional<String> attribute = Optional.ofNullable(file.attributes().get(LARGE_FILES));
        return attribute.isPresent() ? attribute : recorded(LARGE_FILES);
    }

    private boolean isTrue(String name) throws StoreException {
        return configuredOrRecorded(name).map(Remote::isTrue).orElse(false);
    }

    private Optional<String> configuredOrRecorded(String name) throws StoreException {
        Optional<String> configured = configured(name);
        return configured.isPresent() ? configured : recorded(name);
    }

    private Optional<String> configured(String name) throws StoreException {
        return repository.settings().value(name);
    }

    /** What {@code git annex config} has set for all copies of the repository. */
    private Optional<String> recorded(String name) throws StoreException {
        Optional<String> known = recorded.get(name);
        if (known == null) {
            known = Optional.ofNullable(
                            repository.branch().values(BranchLog.SETTINGS).get(name))
                    .filter(value -> !value.isBlank());
            recorded.put(name, known);
        }
        return known;
    }
}
