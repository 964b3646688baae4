package wherry.store.git;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Whose files count as the user's own: those of this process's user, and where that is root also those of the user who became
 * root by sudo.
 *
 * @param user of this process
 * @param sudoer who became root, if this is root
 */
record Ownership(int user, OptionalInt sudoer) {
    private static final int ROOT = 0;

    /** @param environment tells who became root */
    static Ownership of(Map<String, String> environment) throws IOException {
        int user = self();
        return new Ownership(
                user, user == ROOT ? number(environment.getOrDefault("SUDO_UID", "")) : OptionalInt.empty());
    }

    private static int self() throws IOException {
        try {
            return uid(Path.of("/proc/self"), new LinkOption[0]);
        } catch (NoSuchFileException e) {
            // Another system: a file that was just made tells.
            Path probe = Files.createTempFile("wherry", null);
            try {
                return uid(probe);
            } finally {
                Files.delete(probe);
            }
        }
    }

    private static int uid(Path file, LinkOption... options) throws IOException {
        return (int) Files.getAttribute(file, "unix:uid", options);
    }

    private static OptionalInt number(String text) {
        try {
            return OptionalInt.of(Integer.parseUnsignedInt(text));
        } catch (NumberFormatException e) {
            return OptionalInt.empty();
        }
    }

    /** Whether a file is the user's own; a link counts itself, not what it leads to. */
    boolean covers(Path file) throws IOException {
        int owner = uid(file, LinkOption.NOFOLLOW_LINKS);
        return owner == user || sudoer.equals(OptionalInt.of(owner));
    }
}
