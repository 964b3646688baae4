package wherry.store.branch;

import java.io.IOException;
import java.nio.file.Path;
import org.eclipse.jgit.lib.Config;
import wherry.api.annex.StoreException;

/** What the branch needs of the repository that it belongs to. Thread-safe. */
public interface BranchHome {
    /**
     * Where refs and objects are.
     *
     * @return absolute; of a linked working tree, the common directory
     */
    Path gitDirectory();

    /**
     * Where the journal is.
     *
     * @return absolute
     */
    Path annexDirectory();

    /**
     * The git configuration.
     *
     * @return as it is now; not to be changed
     * @throws StoreException if it cannot be read
     */
    Config config() throws StoreException;

    /**
     * Puts a file in its place, or replaces the one that is there, at once and with the repository's modes.
     *
     * @param file in the git directory; its folder is made if it is missing
     * @param content all of it
     * @throws IOException if it cannot be written
     */
    void write(Path file, byte[] content) throws IOException;

    /**
     * Makes a folder, and those above it, unless they are there.
     *
     * @param folder in the git directory
     * @throws IOException if that cannot be done
     */
    void makeFolder(Path folder) throws IOException;

    /**
     * Takes from everybody the right to write to a file.
     *
     * @param file that is there
     * @throws IOException if that cannot be done
     */
    void protect(Path file) throws IOException;

    /**
     * Gives a file that was made by other means the repository's mode.
     *
     * @param file that is there
     * @throws IOException if that cannot be done
     */
    void adopt(Path file) throws IOException;
}
