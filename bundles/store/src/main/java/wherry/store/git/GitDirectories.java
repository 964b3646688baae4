package wherry.store.git;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the parts of a git repository lie. Only {@link Discovery} makes these, so whoever holds one may heed what the repository
 * says.
 */
public final class GitDirectories {
    private final Path own;
    private final Path common;
    private final Optional<Path> checkout;

    GitDirectories(Path own, Path common, Optional<Path> checkout) {
        this.own = own;
        this.common = common;
        this.checkout = checkout;
    }

    /** The git directory of this working tree, with its index and HEAD; real path. */
    public Path own() {
        return own;
    }

    /** The git directory with refs, objects, configuration and annex; the same unless the working tree is a linked one. */
    public Path common() {
        return common;
    }

    /** The top of the working tree, as far as the path that was asked for tells. */
    public Optional<Path> checkout() {
        return checkout;
    }
}
