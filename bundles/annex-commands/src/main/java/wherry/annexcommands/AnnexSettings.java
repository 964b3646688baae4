package wherry.annexcommands;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import wherry.api.annex.StoreException;
import wherry.api.branch.BranchLog;
import wherry.api.store.Repository;
import wherry.api.store.Settings;

/** Settings of git's configuration, and those that {@code git annex config} has recorded for all copies of the repository. Used by one thread. */
final class AnnexSettings {
    private final Repository repository;
    private final Map<String, Optional<String>> recorded = new HashMap<>();

    AnnexSettings(Repository repository) {
        this.repository = repository;
    }

    /** What git's configuration says. */
    Optional<String> configured(String name) throws StoreException {
        return repository.settings().value(name);
    }

    /** What is recorded for all copies of the repository. */
    Optional<String> recorded(String name) throws StoreException {
        Optional<String> known = recorded.get(name);
        if (known == null) {
            known = Optional.ofNullable(
                            repository.branch().values(BranchLog.SETTINGS).get(name))
                    .filter(value -> !value.isBlank());
            recorded.put(name, known);
        }
        return known;
    }

    /** What git's configuration says, or else what is recorded. */
    Optional<String> value(String name) throws StoreException {
        Optional<String> configured = configured(name);
        return configured.isPresent() ? configured : recorded(name);
    }

    /** Whether the value is one of git's words for yes. */
    boolean isTrue(String name, boolean otherwise) throws StoreException {
        return value(name).map(Settings::meansYes).orElse(otherwise);
    }
}
