package wherry.store.create;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.lib.Config;
import wherry.api.annex.AnnexUuid;
import wherry.api.annex.StoreException;
import wherry.api.branch.BranchLog;
import wherry.api.store.CreatedAnnex;
import wherry.api.store.Lookup;
import wherry.api.store.NewAnnex;
import wherry.api.store.NewAnnex.NewGit;
import wherry.api.store.Repository;
import wherry.store.branch.Identity;
import wherry.store.file.RepositoryFolders;
import wherry.store.file.Sharing;
import wherry.store.file.StoreFailures;
import wherry.store.git.Discovery;
import wherry.store.git.GitDirectories;
import wherry.store.git.GitSettings;

/** Makes annexes of repositories. Each step does nothing where its work was done before. */
public final class AnnexCreation {
    /** Opens an annex when it can be opened. */
    @FunctionalInterface
    public interface Opening {
        /** Opens the annex of the repository that a folder lies in; owned by the caller. */
        Repository open(Lookup where) throws StoreException;
    }

    private static final String VERSION = "10";

    private final Opening opening;

    /** Does nothing yet. */
    public AnnexCreation(Opening opening) {
        this.opening = opening;
    }

    /** Makes one. */
    public CreatedAnnex run(Lookup where, NewAnnex plan) throws StoreException {
        GitDirectories git = repository(where, plan.git());
        GitSettings settings = new GitSettings(git, where.environment());
        Config config = settings.current();
        boolean bare = config.getBoolean("core", "bare", false) && git.own().equals(git.common());
        require(git, config, bare);
        Sharing sharing = Sharing.of(config.getString("core", null, "sharedrepository"));
        try {
            Path annex = git.common().resolve("annex");
            new RepositoryFolders(sharing).make(annex);
            if (!bare) {
                WorkTreeLink.require(annex);
                WorkTreeLink.make(git);
            }
            BranchStart.make(git.common(), new Identity(config));
            settings.set(missing(config, bare, plan.gitAnnexInstalled()));
            if (!bare) {
                FilterAttribute.write(git.common(), sharing);
            }
            List<String> warnings =
                    new Hooks(git.common().resolve("hooks"), plan.gitAnnexInstalled(), sharing).write(bare);
            Path top = bare ? git.common() : git.checkout().orElse(git.own());
            return new CreatedAnnex(describe(where, top, plan.description()), git.common(), warnings);
        } catch (IOException e) {
            throw StoreFailures.of("cannot make an annex of " + git.common(), e);
        }
    }

    private static GitDirectories repository(Lookup where, NewGit wanted) throws StoreException {
        boolean bare = wanted == NewGit.BARE;
        boolean there =
                bare ? isGitDirectory(where.folder()) : Discovery.search(where).isPresent();
        if (wanted != NewGit.NONE && !there) {
            new GitSkeleton(where.environment()).make(where.folder(), bare);
        }
        return Discovery.find(where);
    }

    private static boolean isGitDirectory(Path folder) {
        return Files.exists(folder.resolve("HEAD")) && Files.isDirectory(folder.resolve("objects"));
    }

    private static void require(GitDirectories git, Config config, boolean bare) throws StoreException {
        Path top = git.checkout().orElse(git.own());
        String format = config.getString("extensions", null, "objectformat");
        if (format != null && !format.equalsIgnoreCase("sha1")) {
            throw new StoreException("the git objects of " + top + " have " + format
                    + " names, which is not supported; git init --object-format=sha1 makes others");
        }
        String version = config.getString("annex", null, "version");
        if (version != null && !version.equals(VERSION)) {
            throw new StoreException("the annex of " + top + " has version " + version + " and " + VERSION
                    + " is needed: run git annex upgrade there");
        }
        Path never = top.resolve(".noannex");
        if (!bare && Files.exists(never)) {
            throw new StoreException(
                    "Initialization prevented by .noannex file (remove the file to override) " + text(never));
        }
    }

    private static String text(Path file) throws StoreException {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw StoreFailures.of("cannot read " + file, e);
        }
    }

    private static Map<String, String> missing(Config config, boolean bare, boolean gitAnnexInstalled) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("annex.uuid", AnnexUuid.random().value());
        settings.put("annex.version", VERSION);
        Collection<String> replaceable = Set.of();
        if (!bare) {
            settings.putAll(FilterAttribute.settings(gitAnnexInstalled));
            replaceable = FilterAttribute.settings(false).values();
        }
        for (String name : List.copyOf(settings.keySet())) {
            Optional<String> present = value(config, name);
            if (present.isPresent() && !replaceable.contains(present.get())) {
                settings.remove(name);
            }
        }
        return settings;
    }

    private static Optional<String> value(Config config, String name) {
        String[] parts = name.split("\\.", -1);
        String value = parts.length == 2
                ? config.getString(parts[0], null, parts[1])
                : config.getString(parts[0], parts[1], parts[2]);
        return Optional.ofNullable(value).filter(text -> !text.isEmpty());
    }

    /** Gives the annex a description where it has none, or another one. */
    private AnnexUuid describe(Lookup where, Path top, Optional<String> wanted) throws StoreException {
        try (Repository repository = opening.open(where)) {
            AnnexUuid uuid = repository.uuid();
            String present = repository.branch().values(BranchLog.DESCRIPTIONS).get(uuid);
            if (present == null || wanted.isPresent()) {
                String description =
                        wanted.isPresent() ? wanted.get() : new DefaultDescription(where.environment()).of(top);
                if (!description.equals(present)) {
                    repository.branch().record(BranchLog.DESCRIPTIONS, uuid, description);
                }
            }
            repository.branch().commit();
            return uuid;
        }
    }
}
