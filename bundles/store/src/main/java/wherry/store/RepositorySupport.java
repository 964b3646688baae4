package wherry.store;

import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.jgit.lib.Config;
import wherry.api.annex.AnnexUuid;
import wherry.api.annex.StoreException;
import wherry.store.branch.JournalledBranch;

/** What a repository must be, and must not have, for this store to touch it. */
public final class RepositorySupport {
    private static final int VERSION = 10;
    private static final String[] TUNINGS = {"objecthash1", "objecthashlower", "branchhash1"};

    private final Path repository;
    private final Config config;

    /** @param repository for messages */
    public RepositorySupport(Path repository, Config config) {
        this.repository = repository;
        this.config = config;
    }

    /**
     * Checks the configuration.
     *
     * @return the annex's UUID
     * @throws StoreException says what is not fulfilled and what to do
     */
    public AnnexUuid check() throws StoreException {
        AnnexUuid uuid = uuid();
        int version = config.getInt("annex", "version", 0);
        if (version < VERSION) {
            throw refusal(
                    "its annex has version " + version + " and " + VERSION + " is needed: run git annex upgrade there");
        }
        if (version > VERSION) {
            throw refusal("its annex has version " + version + ", which is newer than this program knows");
        }
        refuseIf("annex", "pidlock", "its locks would not be seen; unset it if no process needs it");
        refuseIf("annex", "crippledfilesystem", "its file system keeps no modes or links");
        for (String tuning : TUNINGS) {
            refuseIf("annex.tune", tuning, "its files lie in other places");
        }
        String format = config.getString("extensions", null, "objectformat");
        if (format != null && !format.equalsIgnoreCase("sha1")) {
            throw refusal("its git objects have " + format + " names, which is not supported");
        }
        return uuid;
    }

    private AnnexUuid uuid() throws StoreException {
        if (text(config).isEmpty()) {
            throw refusal("it has no annex: run wherry init (or git annex init) there");
        }
        return uuid(config).orElseThrow(() -> refusal("its annex.uuid is malformed"));
    }

    /** The UUID of the annex that a configuration belongs to; empty if there is none, or it is malformed. */
    public static Optional<AnnexUuid> uuid(Config config) {
        try {
            return text(config).map(AnnexUuid::new);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> text(Config config) {
        return Optional.ofNullable(config.getString("annex", null, "uuid")).filter(text -> !text.isEmpty());
    }

    private void refuseIf(String section, String name, String reason) throws StoreException {
        int dot = section.indexOf('.');
        boolean set = dot < 0
                ? config.getBoolean(section, name, false)
                : config.getBoolean(section.substring(0, dot), section.substring(dot + 1), name, false);
        if (set) {
            throw refusal(section + "." + name + " is set: " + reason);
        }
    }

    /** Checks what is recorded on the git-annex branch. */
    public void check(JournalledBranch branch) throws StoreException {
        if (branch.tuned()) {
            throw refusal("its annex was tuned when it was made (difference.log), which is not supported");
        }
    }

    private StoreException refusal(String reason) {
        return new StoreException("cannot use the repository " + repository + ": " + reason);
    }
}
