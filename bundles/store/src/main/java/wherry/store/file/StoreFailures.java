package wherry.store.file;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import wherry.api.annex.StoreException;

/** Words for what the system says. */
public final class StoreFailures {
    private static final String NOT_OURS = "Operation not permitted";

    private StoreFailures() {}

    /**
     * What to throw when the store cannot do its work.
     *
     * @param what failed, for which key
     * @param why of any kind; a {@link StoreException} says enough itself
     */
    public static StoreException of(String what, IOException why) {
        return why instanceof StoreException known ? known : new StoreException(what + ": " + reason(why), why);
    }

    private static String reason(IOException why) {
        if (why instanceof FileSystemException system) {
            String said = Optional.ofNullable(system.getReason()).orElse("");
            if (why instanceof AccessDeniedException || said.contains(NOT_OURS)) {
                return denied(system.getFile());
            }
            // The message alone would be nothing but a path.
            return said.isEmpty() ? why.toString() : String.valueOf(why.getMessage());
        }
        return why.getMessage() == null ? why.toString() : why.getMessage();
    }

    /** Names the file or folder that stands in the way, and whose it is: the path alone may be one that does not even exist. */
    private static String denied(String file) {
        try {
            for (Path at = Path.of(file).toAbsolutePath(); at != null; at = at.getParent()) {
                Optional<PosixFileAttributes> found = attributes(at);
                if (found.isPresent()) {
                    return "permission denied: " + at + " belongs to "
                            + found.get().owner().getName() + " and has the mode "
                            + PosixFilePermissions.toString(found.get().permissions()) + ", and this node runs as "
                            + System.getProperty("user.name") + "; give it the rights with chmod or chown";
                }
            }
        } catch (IOException | InvalidPathException | UnsupportedOperationException e) {
            return "permission denied: " + file;
        }
        return "permission denied: " + file;
    }

    private static Optional<PosixFileAttributes> attributes(Path file) throws IOException {
        try {
            return Optional.of(Files.readAttributes(file, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS));
        } catch (NoSuchFileException | AccessDeniedException e) {
            return Optional.empty();
        }
    }
}
