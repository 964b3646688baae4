package wherry.filelocks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Which file a path leads to at one moment. File systems give the inode number of a deleted file to the next new one; the time
 * of the last change tells the two apart.
 *
 * @param device number of the file system
 * @param inode number of the file
 * @param changed when the file was made, or its mode or name changed; git-annex never writes to a lock file
 */
record FileId(Object device, Object inode, Object changed) {
    /** Looks without opening the file, which would end its locks. Empty if there is none. */
    static Optional<FileId> of(Path file) throws IOException {
        try {
            Map<String, Object> found = Files.readAttributes(file, "unix:dev,ino,ctime");
            return Optional.of(new FileId(part(found, "dev"), part(found, "ino"), part(found, "ctime")));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private static Object part(Map<String, Object> found, String name) {
        return Objects.requireNonNull(found.get(name));
    }

    /** Enough where one of the two files is known to be open, so that its number cannot have been given away. */
    boolean sameInode(FileId other) {
        return inode.equals(other.inode) && device.equals(other.device);
    }
}
