package wherry.store.git;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import wherry.api.annex.StoreException;
import wherry.store.file.BoundedFile;

/** What git takes for a git directory, and for a file that leads to one. */
final class GitFolder {
    private static final String GITDIR = "gitdir: ";
    private static final Pattern HEAD =
            Pattern.compile("ref:\\s*refs/.*|\\p{XDigit}{40}.*|\\p{XDigit}{64}.*", Pattern.DOTALL);
    private static final int MAX_LINE_BYTES = 16 * 1024;

    private GitFolder() {}

    /** Whether git would take it for a git directory. */
    static boolean is(Path folder) throws IOException {
        if (!hasHead(folder.resolve("HEAD"))) {
            return false;
        }
        Path common = common(folder);
        return Files.isDirectory(common.resolve("objects")) && Files.isDirectory(common.resolve("refs"));
    }

    private static boolean hasHead(Path head) throws IOException {
        if (Files.isSymbolicLink(head)) {
            return Files.readSymbolicLink(head).startsWith("refs");
        }
        return Files.isRegularFile(head, LinkOption.NOFOLLOW_LINKS)
                && HEAD.matcher(line(head)).matches();
    }

    /** The git directory that holds what all working trees share. */
    static Path common(Path own) throws IOException {
        Path link = own.resolve("commondir");
        return Files.exists(link) ? own.resolve(line(link)) : own;
    }

    /**
     * Where a {@code .git} file leads.
     *
     * @return a git directory; real path
     * @throws StoreException in git's words if it leads to none
     */
    static Path linked(Path gitFile) throws IOException {
        String text = line(gitFile);
        if (!text.startsWith(GITDIR)) {
            throw new StoreException("invalid gitfile format: " + gitFile);
        }
        Path target = gitFile.resolveSibling(text.substring(GITDIR.length()));
        if (!is(target)) {
            throw new StoreException("not a git repository: " + target.normalize());
        }
        return target.toRealPath();
    }

    /** The working tree of a git directory that was asked for itself: a linked one names it, else it is the folder around. */
    static Optional<Path> checkoutOf(Path own) throws IOException {
        Path back = own.resolve("gitdir");
        if (Files.exists(back)) {
            return Optional.ofNullable(Path.of(line(back)).getParent());
        }
        return own.endsWith(".git") ? Optional.ofNullable(own.getParent()) : Optional.empty();
    }

    private static String line(Path file) throws IOException {
        byte[] content =
                BoundedFile.read(file, MAX_LINE_BYTES).orElseThrow(() -> new NoSuchFileException(file.toString()));
        return new String(content, StandardCharsets.UTF_8).stripTrailing();
    }
}
