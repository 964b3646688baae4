package wherry.store.git;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.lib.Config;
import wherry.api.annex.StoreException;
import wherry.api.store.Settings;
import wherry.store.file.StoreFailures;

/** Git's configuration files, read anew when one of them has changed. */
public final class GitSettings implements Settings {
    private static final int LOCK_ATTEMPTS = 50;
    private static final long LOCK_PAUSE_MILLIS = 20;

    private final Path own;
    private final Path repositoryFile;
    private final ProtectedConfiguration before;
    private final ReentrantLock mutex = new ReentrantLock();

    private Config config = new Config();
    private ConfigSources sources;
    private boolean read;

    /**
     * Reads nothing yet.
     *
     * @param environment tells where the system's and the user's files are, and may hold settings itself
     */
    public GitSettings(GitDirectories git, Map<String, String> environment) {
        this.own = git.own();
        this.repositoryFile = git.common().resolve("config");
        this.before = new ProtectedConfiguration(environment);
        this.sources = ConfigSources.of(own, before.home());
    }

    @Override
    public List<String> values(String name) throws StoreException {
        return ConfigName.of(name).values(current());
    }

    @Override
    public List<String> subsections(String section) throws StoreException {
        return List.copyOf(current().getSubsections(section));
    }

    /** All of it as it is now; not to be changed. */
    public Config current() throws StoreException {
        mutex.lock();
        try {
            if (!read || sources.outdated()) {
                readAll();
            }
            return config;
        } catch (IOException e) {
            throw StoreFailures.of("cannot read the git configuration of " + own, e);
        } catch (ConfigInvalidException e) {
            throw GitConfigFile.failure("cannot read the git configuration of " + own, e);
        } finally {
            mutex.unlock();
        }
    }

    private void readAll() throws IOException, ConfigInvalidException {
        ConfigSources fresh = ConfigSources.of(own, before.home());
        Config all = GitConfigFile.read(before.files(fresh), repositoryFile, fresh);
        if (all.getBoolean("extensions", "worktreeconfig", false)) {
            all = GitConfigFile.read(all, own.resolve("config.worktree"), fresh);
        }
        config = before.withCommandLine(all);
        sources = fresh;
        read = true;
    }

    @Override
    public void set(String name, String value) throws StoreException {
        set(Map.of(name, value));
    }

    /** Sets settings of the repository's own file, all at once. */
    public void set(Map<String, String> values) throws StoreException {
        try {
            Path target = Files.exists(repositoryFile) ? repositoryFile.toRealPath() : repositoryFile;
            Path lock = lock(target);
            try {
                Config edited = new Config();
                edited.fromText(Files.readString(target, StandardCharsets.UTF_8));
                values.forEach((name, value) -> {
                    ConfigName parts = ConfigName.of(name);
                    edited.setString(parts.section(), parts.subsection(), parts.name(), value);
                });
                Files.setPosixFilePermissions(lock, Files.getPosixFilePermissions(target));
                Files.writeString(lock, edited.toText(), StandardCharsets.UTF_8);
                Files.move(lock, target, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(lock);
            }
        } catch (IOException e) {
            throw StoreFailures.of("cannot set " + String.join(", ", values.keySet()) + " in " + repositoryFile, e);
        } catch (ConfigInvalidException e) {
            throw new StoreException("cannot change " + repositoryFile + ": " + e.getMessage(), e);
        }
    }

    /** Git's own way to keep two writers apart. */
    private static Path lock(Path target) throws IOException {
        Path lock = target.resolveSibling(target.getFileName() + ".lock");
        for (int attempt = 1; ; attempt++) {
            try {
                Files.write(lock, new byte[0], StandardOpenOption.CREATE_NEW);
                return lock;
            } catch (FileAlreadyExistsException e) {
                if (attempt == LOCK_ATTEMPTS) {
                    throw new StoreException(lock + " is there: if no git command is running, delete it", e);
                }
                pause();
            }
        }
    }

    private static void pause() throws StoreException {
        try {
            Thread.sleep(LOCK_PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException("interrupted while waiting for another writer of the git configuration", e);
        }
    }
}
