package wherry.api.tree;

import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;
import wherry.api.annex.Key;
import wherry.api.annex.StoreException;

/** A working tree and git's index of it. Used by one thread. Never runs filters or hooks of git. */
@ProviderType
public interface WorkTree extends AutoCloseable {
    /**
     * The branch that is checked out.
     *
     * @return for instance {@code refs/heads/main}; empty if there is none
     * @throws StoreException if it cannot be read
     */
    Optional<String> branch() throws StoreException;

    /**
     * The annexed files that git's index holds; of a file in conflict, each version that is annexed.
     *
     * @param paths files and folders, relative to the directory that the tree was opened at; none for all below it
     * @return those that are there
     * @throws StoreException if the index or an object cannot be read
     */
    Selection<AnnexedFile> annexed(List<String> paths) throws StoreException;

    /**
     * The files that git's index lacks, or holds otherwise; and those that were unlocked since the last commit and hold their content.
     *
     * @param paths as above
     * @param ignored whether files that git ignores count
     * @return those that are there; unmatched are only paths that lead to nothing at all
     * @throws StoreException if the index, a file or an object cannot be read
     */
    Selection<NewFile> unadded(List<String> paths, boolean ignored) throws StoreException;

    /**
     * Stages a file as it is now, without filters but for line ends; the index is written in parts, at the latest by {@link
     * #flush()}.
     *
     * @param file to stage
     * @throws StoreException if the file cannot be read or the object not be written
     */
    void stage(TreeFile file) throws StoreException;

    /**
     * Stages the link to a key's content, whatever the file is by now.
     *
     * @param file that was replaced by that link
     * @param key that it stands for
     * @throws StoreException if the object cannot be written
     */
    void stageLink(TreeFile file, Key key) throws StoreException;

    /**
     * Stages the pointer to a key's content, for a file that keeps the content.
     *
     * @param file that holds the content, if it is still as it was found
     * @param key of the content
     * @throws StoreException if the file cannot be read or the object not be written
     */
    void stagePointer(NewFile file, Key key) throws StoreException;

    /**
     * Lets a link that stands for a key lead to its content. All else is the user's and stays: files, links to anything else, what
     * was deleted.
     *
     * @param file that may be such a link
     * @param key that it has to stand for
     * @return whether it was changed
     * @throws StoreException if it cannot be written
     */
    boolean mendLink(TreeFile file, Key key) throws StoreException;

    /**
     * Writes what was staged into the index.
     *
     * @throws StoreException if it cannot be written
     */
    void flush() throws StoreException;

    /** Forgets what was staged and not flushed. */
    @Override
    void close();
}
