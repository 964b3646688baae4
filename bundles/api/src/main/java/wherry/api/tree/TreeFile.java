package wherry.api.tree;

import java.nio.file.Path;
import java.util.Map;

/**
 * A file of a working tree.
 *
 * @param path from the top, with slashes; {@link PathText}
 * @param shown the same from the folder that the tree was opened at; for the user once it is quoted
 * @param file absolute
 * @param input which of the paths asked for led to it; itself if all were
 * @param attributes gitattributes that begin with {@code annex.}; {@code set} and {@code unset} for those without a value
 */
public record TreeFile(String path, String shown, Path file, String input, Map<String, String> attributes) {
    /** Copies the map. */
    public TreeFile {
        attributes = Map.copyOf(attributes);
    }
}
