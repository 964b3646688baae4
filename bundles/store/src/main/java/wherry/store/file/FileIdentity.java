package wherry.store.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Optional;

/**
 * What tells whether a file is still the same and unchanged.
 *
 * @param file device and inode, as Java compares them
 * @param size in bytes
 * @param modified last write
 */
public record FileIdentity(Object file, long size, FileTime modified) {
    /** The identity of a regular file that is no link; empty if there is none. */
    public static Optional<FileIdentity> of(Path path) throws IOException {
        try {
            BasicFileAttributes found =
                    Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return found.isRegularFile()
                    ? Optional.of(new FileIdentity(found.fileKey(), found.size(), found.lastModifiedTime()))
                    : Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }
}
