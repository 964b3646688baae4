package wherry.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import wherry.api.store.StoreException;

/**
 * Where the parts of a git repository lie.
 *
 * @param own the git directory of this working tree, with its index and HEAD; real path
 * @param common the git directory with refs, objects, configuration and annex; the same unless the working tree is a linked one
 * @param checkout the top of the working tree, as far as the path that was asked for tells
 */
public record GitDirectories(Path own, Path common, Optional<Path> checkout) {
    private static final String GITDIR = "gitdir: ";
    private static final int MAX_LINE_BYTES = 16 * 1024;

    /**
     * Finds the repository that a folder lies in.
     *
     * @throws StoreException if it lies in none
     */
    public static GitDirectories find(Path folder) throws StoreException {
        try {
            requireVisible(folder);
            if (!Files.isDirectory(folder)) {
                throw new StoreException("there is no folder " + folder);
            }
            Path start = folder.toRealPath();
            for (Path at = start; at != null; at = at.getParent()) {
                Path dotGit = at.resolve(".git");
                requireVisible(dotGit.resolve("HEAD"));
                if (isGitDirectory(dotGit)) {
                    return of(dotGit.toRealPath(), Optional.of(at));
                }
                if (Files.isRegularFile(dotGit)) {
                    return of(linked(dotGit), Optional.of(at));
                }
                if (isGitDirectory(at)) {
                    return of(at, checkoutOf(at));
                }
            }
        } catch (IOException e) {
            throw Failures.of("cannot look for a git repository at " + folder, e);
        }
        throw new StoreException(folder
                + " is not in a git repository; name or enter one in which wherry init or git annex init was run");
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
        Path link = own.resolve("commondir");
        Path common = Files.exists(link) ? own.resolve(line(link)).toRealPath() : own;
        return new GitDirectories(own, common, checkout);
    }

    private static boolean isGitDirectory(Path path) {
        boolean hasObjects = Files.isDirectory(path.resolve("objects")) || Files.exists(path.resolve("commondir"));
        return hasObjects && Files.exists(path.resolve("HEAD"));
    }

    private static Path linked(Path dotGit) throws IOException {
        String text = line(dotGit);
        if (!text.startsWith(GITDIR)) {
            throw new StoreException(dotGit + " does not lead to a git directory");
        }
        return dotGit.resolveSibling(text.substring(GITDIR.length())).toRealPath();
    }

    /** The working tree of a git directory that was asked for itself: a linked one names it, else it is the folder around. */
    private static Optional<Path> checkoutOf(Path own) throws IOException {
        Path back = own.resolve("gitdir");
        if (Files.exists(back)) {
            return Optional.ofNullable(Path.of(line(back)).getParent());
        }
        boolean inside = own.endsWith(".git");
        return inside ? Optional.ofNullable(own.getParent()) : Optional.empty();
    }

    private static String line(Path file) throws IOException {
        byte[] content = BoundedFile.read(file, MAX_LINE_BYTES)
                .orElseThrow(() -> new NoSuchFileException(file.toString()));
        return new String(content, StandardCharsets.UTF_8).stripTrailing();
    }
}
