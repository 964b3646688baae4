package wherry.store.git;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.Config;
import wherry.api.annex.StoreException;
import wherry.api.store.Lookup;
import wherry.store.file.ShellWord;
import wherry.store.file.StoreFailures;

/**
 * Finds repositories where git finds them, and refuses those that git refuses: a neighbour may have put one above a shared
 * folder, and its configuration names programs. The one way to {@link GitDirectories}, and so into a repository.
 *
 * @see <a href="https://git-scm.com/docs/git-config#Documentation/git-config.txt-safedirectory">safe.directory</a>
 */
public final class Discovery {
    private final Lookup where;
    private String stopped = "";

    private Discovery(Lookup where) {
        this.where = where;
    }

    /**
     * Finds the repository that a folder lies in.
     *
     * @throws StoreException if it lies in none, or in one that belongs to others; in git's words where git has some
     */
    public static GitDirectories find(Lookup where) throws StoreException {
        Discovery discovery = new Discovery(where);
        return discovery
                .look()
                .orElseThrow(() -> new StoreException(where.folder()
                        + " is not in a git repository; name or enter one in which wherry init or git annex init was run"
                        + discovery.stopped));
    }

    /**
     * Looks for the repository that a folder lies in.
     *
     * @return empty if it lies in none
     * @throws StoreException if it lies in one that belongs to others
     */
    public static Optional<GitDirectories> search(Lookup where) throws StoreException {
        return new Discovery(where).look();
    }

    private Optional<GitDirectories> look() throws StoreException {
        try {
            requireVisible(where.folder());
            if (where.named()) {
                return Optional.of(named(where.folder()));
            }
            if (!Files.isDirectory(where.folder())) {
                throw new StoreException("there is no folder " + where.folder());
            }
            return upwards(where.folder().toRealPath());
        } catch (IOException e) {
            throw StoreFailures.of("cannot look for a git repository at " + where.folder(), e);
        }
    }

    /** SOURCE: git asks nobody whose a git directory is that was named to it. */
    private static GitDirectories named(Path folder) throws IOException {
        Path own = Files.isRegularFile(folder) ? GitFolder.linked(folder) : folder;
        if (!GitFolder.is(own)) {
            throw new StoreException("not a git repository: '" + folder + "'");
        }
        Path real = own.toRealPath();
        return of(real, GitFolder.checkoutOf(real));
    }

    private Optional<GitDirectories> upwards(Path start) throws IOException {
        Ceilings ceilings = Ceilings.of(where.environment(), start);
        for (Path at = start; ; ) {
            Optional<GitDirectories> here = at(at);
            Path above = at.getParent();
            if (here.isPresent() || above == null) {
                return here;
            }
            Optional<String> end = ceilings.before(above);
            if (end.isPresent()) {
                stopped = "; " + end.get();
                return Optional.empty();
            }
            at = above;
        }
    }

    private Optional<GitDirectories> at(Path folder) throws IOException {
        Path dotGit = folder.resolve(".git");
        requireVisible(dotGit.resolve("HEAD"));
        if (Files.isRegularFile(dotGit)) {
            Path own = GitFolder.linked(dotGit);
            requireOwn(folder, dotGit, own);
            return Optional.of(of(own, Optional.of(folder)));
        }
        if (GitFolder.is(dotGit)) {
            requireOwn(folder, dotGit);
            return Optional.of(of(dotGit.toRealPath(), Optional.of(folder)));
        }
        if (GitFolder.is(folder)) {
            requireBareAllowed(folder);
            requireOwn(folder);
            return Optional.of(of(folder, GitFolder.checkoutOf(folder)));
        }
        return Optional.empty();
    }

    /** A folder that may not be entered must not pass for one that is not there. */
    private static void requireVisible(Path path) throws AccessDeniedException {
        try {
            Files.readAttributes(path, BasicFileAttributes.class);
        } catch (AccessDeniedException e) {
            throw e;
        } catch (IOException e) {
            // It is not there, or not as expected, which is found out by whoever opens it.
            return;
        }
    }

    private static GitDirectories of(Path own, Optional<Path> checkout) throws IOException {
        return new GitDirectories(own, GitFolder.common(own).toRealPath(), checkout);
    }

    private void requireOwn(Path repository, Path... parts) throws IOException {
        Ownership ownership = Ownership.of(where.environment());
        List<Path> checked = new ArrayList<>(List.of(parts));
        checked.add(repository);
        for (Path part : checked) {
            if (!ownership.covers(part)) {
                requireDeclaredSafe(repository);
                return;
            }
        }
    }

    private void requireDeclaredSafe(Path repository) throws StoreException {
        ProtectedConfiguration configuration = new ProtectedConfiguration(where.environment());
        if (!SafeDirectories.of(configuration.read(), configuration.home()).contain(repository)) {
            throw new StoreException(
                    "detected dubious ownership in repository at '" + repository + "'",
                    "To add an exception for this directory, call:\n\n\tgit config --global --add safe.directory "
                            + ShellWord.of(repository.toString()));
        }
    }

    private void requireBareAllowed(Path repository) throws StoreException {
        Config config = new ProtectedConfiguration(where.environment()).read();
        boolean explicit = "explicit".equals(config.getString("safe", null, "barerepository"));
        if (explicit && !belongsToAWorkTree(repository)) {
            throw new StoreException(
                    "cannot use bare repository '" + repository + "' (safe.bareRepository is 'explicit')");
        }
    }

    /** SOURCE: git from 2.44 on lets who stands in the git directory of a working tree or submodule use it. */
    private static boolean belongsToAWorkTree(Path gitDirectory) {
        String path = gitDirectory.toString();
        return gitDirectory.endsWith(".git") || path.contains("/.git/worktrees/") || path.contains("/.git/modules/");
    }
}
