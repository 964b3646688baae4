package wherry.store.create;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
import wherry.api.annex.StoreException;
import wherry.store.git.GitDirectories;

/**
 * Links that lead from the files of a working tree to the annex begin with {@code .git/annex}. In linked working trees and
 * submodules, where {@code .git} is a file, it has to become a link, and the working tree's own git directory needs a link to the
 * annex of the main one.
 */
public final class WorkTreeLink {
    private WorkTreeLink() {}

    /** Makes what is missing. */
    public static void make(GitDirectories git) throws IOException {
        if (git.checkout().isEmpty()) {
            return;
        }
        Path top = git.checkout().get();
        if (!git.own().equals(git.common())) {
            Path annex = git.own().resolve("annex");
            if (!Files.exists(annex, LinkOption.NOFOLLOW_LINKS)) {
                link(annex, git.own().relativize(git.common().resolve("annex")));
            }
        }
        Path dotGit = top.resolve(".git");
        if (Files.isRegularFile(dotGit, LinkOption.NOFOLLOW_LINKS)) {
            Path fresh = top.resolve(".git.wherry-new");
            Files.deleteIfExists(fresh);
            link(fresh, top.toRealPath().relativize(git.own()));
            Files.move(fresh, dotGit, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    /** Finds out whether files may be links at all. */
    static void require(Path annex) throws StoreException {
        Path probe = annex.resolve("wherry-probe");
        try {
            Files.deleteIfExists(probe);
            link(probe, Path.of("nowhere"));
            Files.delete(probe);
        } catch (IOException e) {
            throw new StoreException(
                    "the file system of " + Objects.requireNonNull(annex.getParent())
                            + " keeps no symbolic links, which an annex of Wherry needs: " + e.getMessage(),
                    e);
        }
    }

    private static void link(Path from, Path to) throws IOException {
        try {
            Files.createSymbolicLink(from, to);
        } catch (UnsupportedOperationException e) {
            throw new IOException("symbolic links are not supported", e);
        }
    }
}
