package wherry.api.store;

import java.nio.file.Path;
import org.osgi.annotation.versioning.ProviderType;
import wherry.api.annex.Key;
import wherry.api.annex.StoreException;
import wherry.api.content.ContentSource;
import wherry.api.content.IncomingContent;

/** Content of keys in plain files outside any repository. A service; thread-safe. */
@ProviderType
public interface ContentFiles {
    /**
     * Content in a plain file, for sending.
     *
     * @param file holds the content of a key
     * @return opens the file at each call
     */
    ContentSource source(Path file);

    /**
     * Content that is to come into a plain file.
     *
     * @param key verified on arrival
     * @param file takes the content when it is verified; {@code FILE.part} beside it holds what has come, for resuming
     * @return owned by the caller
     * @throws StoreException if the file cannot be written
     */
    IncomingContent incoming(Key key, Path file) throws StoreException;

    /**
     * The key that git-annex would give a file with its SHA256E backend.
     *
     * @param file read once, to its end
     * @return with size and extension
     * @throws StoreException if the file cannot be read
     */
    Key keyOf(Path file) throws StoreException;
}
