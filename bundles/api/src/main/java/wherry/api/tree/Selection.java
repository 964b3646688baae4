package wherry.api.tree;

import java.util.List;

/**
 * Files that were asked for by paths.
 *
 * @param <F> what is known of each
 * @param files in the order of git's index
 * @param unmatched the paths that led to no file
 */
public record Selection<F>(List<F> files, List<String> unmatched) {
    /** Copies the lists. */
    public Selection {
        files = List.copyOf(files);
        unmatched = List.copyOf(unmatched);
    }
}
