package wherry.store.unlocked;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** Tells whether a file that git's index names lies in the working tree: what the index calls a folder may be a link by now. */
public final class PlainFolders {
    private PlainFolders() {}

    /**
     * Whether there are only folders between the two.
     *
     * @param top of the working tree
     * @param file below it
     */
    public static boolean leadTo(Path top, Path file) {
        for (Path at = file.getParent(); at != null && !at.equals(top); at = at.getParent()) {
            if (!Files.isDirectory(at, LinkOption.NOFOLLOW_LINKS)) {
                return false;
            }
        }
        return true;
    }
}
