package wherry.store.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Optional;
import wherry.api.annex.StoreException;

/** Small files of a repository, which may be anything: whoever made it may be a stranger. */
public final class BoundedFile {
    private BoundedFile() {}

    /**
     * Reads a file, and no more of it than it may have.
     *
     * @param file a regular one, or a link to one
     * @param most bytes
     * @return all of it; empty if there is no such file
     * @throws StoreException if it is longer, or no regular file: a pipe would be waited at for ever
     * @throws IOException if it cannot be read
     */
    public static Optional<byte[]> read(Path file, int most) throws IOException {
        if (!Files.isRegularFile(file)) {
            if (!Files.exists(file)) {
                return Optional.empty();
            }
            throw new StoreException(file + " is no regular file");
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] content = in.readNBytes(most);
            if (in.read() >= 0) {
                throw new StoreException(file + " has more than " + most + " bytes, which is more than it can need");
            }
            return Optional.of(content);
        } catch (NoSuchFileException | NotDirectoryException e) {
            return Optional.empty();
        }
    }
}
