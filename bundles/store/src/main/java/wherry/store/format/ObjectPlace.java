package wherry.store.format;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;

/**
 * A place for the object file of a key, alone in a folder with the files that lock it.
 *
 * @param name of the key
 * @param file the object file, whether it is there or not
 */
public record ObjectPlace(KeyName name, Path file) {
    public Path folder() {
        return Objects.requireNonNull(file.getParent());
    }

    public Path lock() {
        return beside(".lck");
    }

    /** Holds the time until which the content must stay, even if nobody holds the lock. */
    public Path retention() {
        return beside(".rtm");
    }

    /** Locked while the retention is read and written. */
    public Path retentionLock() {
        return beside(".rtl");
    }

    private Path beside(String suffix) {
        return file.resolveSibling(name.fileName() + suffix);
    }

    /**
     * Whether something is there.
     *
     * @throws AccessDeniedException if that cannot be told, for want of rights: then nobody may think that it is not
     */
    public boolean exists() throws AccessDeniedException {
        if (file.toFile().exists()) {
            return true;
        }
        try {
            Files.readAttributes(file, BasicFileAttributes.class);
            return true;
        } catch (AccessDeniedException e) {
            throw e;
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether the object file is there, with the length that the key says: less was cut off by a crash, or is not the content. */
    public boolean present() {
        java.io.File found = file.toFile();
        if (!found.isFile()) {
            return false;
        }
        boolean whole =
                name.key().size().isPresent() && name.key().chunkNumber().isEmpty();
        return !whole || found.length() == name.key().size().getAsLong();
    }
}
