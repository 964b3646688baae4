package wherry.store.tree;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.jgit.treewalk.filter.PathFilter;
import org.eclipse.jgit.treewalk.filter.PathFilterGroup;
import org.eclipse.jgit.treewalk.filter.TreeFilter;
import wherry.api.annex.StoreException;
import wherry.api.tree.PathText;

/** The paths that a command was given, from the top of the working tree. Used by one thread. */
final class Wanted {
    private final Path top;
    private final Path directory;
    /** As typed, by what they are from the top. */
    private final Map<String, String> typed = new LinkedHashMap<>();

    private final Set<String> seen = new LinkedHashSet<>();

    /**
     * @param directory below the top, or the top itself
     * @param paths relative to it; none for all below it
     * @throws StoreException if one leads out of the working tree
     */
    Wanted(Path top, Path directory, List<String> paths) throws StoreException {
        this.top = top;
        this.directory = directory;
        for (String path : paths.isEmpty() ? List.of("") : paths) {
            typed.put(fromTop(path), path);
        }
    }

    private String fromTop(String path) throws StoreException {
        Path full = directory.resolve(path).normalize();
        if (!full.startsWith(top)) {
            throw new StoreException(path + " is outside of the working tree " + top);
        }
        return PathText.of(top.relativize(full));
    }

    /** Lets a walk see no more than is needed. */
    TreeFilter filter() {
        if (typed.containsKey("")) {
            return TreeFilter.ALL;
        }
        return PathFilterGroup.create(
                typed.keySet().stream().map(PathFilter::create).toList());
    }

    /** Which of the paths leads to a file; empty if that was none of them in particular. */
    String input(String path) {
        for (String at = path; ; at = at.contains("/") ? at.substring(0, at.lastIndexOf('/')) : "") {
            String input = typed.get(at);
            if (input != null) {
                seen.add(at);
                return input;
            }
            if (at.isEmpty()) {
                return "";
            }
        }
    }

    /** The file as the user sees it from the directory. */
    String shown(Path file) {
        return PathText.of(directory.relativize(file));
    }

    /** Paths for which nothing was found. */
    List<String> unmatched() {
        List<String> left = new ArrayList<>();
        typed.forEach((path, input) -> {
            if (!seen.contains(path) && !input.isEmpty()) {
                left.add(input);
            }
        });
        return left;
    }

    /** Paths at which there is nothing at all. */
    List<String> missing() {
        List<String> left = new ArrayList<>();
        for (Map.Entry<String, String> entry : typed.entrySet()) {
            Path file = top.resolve(entry.getKey());
            if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                left.add(entry.getValue());
            }
        }
        return left;
    }
}
