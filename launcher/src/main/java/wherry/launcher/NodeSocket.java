package wherry.launcher;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.Map;
import jdk.net.ExtendedSocketOptions;
import org.jspecify.annotations.Nullable;

/**
 * The way to the user's own node. What goes to it is the caller's alone, and what comes from it may make us run a program: so
 * nobody else may be able to put a socket there, and the kernel says who answers on it.
 */
final class NodeSocket {
    private static final Path SELF = Path.of("/proc/self");
    private static final int FILE_TYPE = 0170000;
    private static final int FOLDER = 0040000;
    private static final int WRITABLE_BY_OTHERS = 022;
    private static final String WAY_OUT = "; set WHERRY_HOME to a folder of your own";

    private NodeSocket() {}

    /**
     * Connects.
     *
     * @return null if nobody answers
     * @throws IOException if somebody else answers, or could
     */
    static @Nullable SocketChannel dial(String path) throws IOException {
        Path socket = Path.of(path);
        UserPrincipal self = checkedOwner(socket.resolveSibling(""));
        if (self == null) {
            return null;
        }
        SocketChannel node = SocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            node.connect(UnixDomainSocketAddress.of(socket));
        } catch (IOException e) {
            node.close();
            return null;
        }
        UserPrincipal other = node.getOption(ExtendedSocketOptions.SO_PEERCRED).user();
        if (!other.equals(self)) {
            node.close();
            throw new IOException(
                    "it is not your node that answers on " + path + " but user " + other.getName() + WAY_OUT);
        }
        return node;
    }

    /** Returns this user; null if there is no such folder. */
    private static @Nullable UserPrincipal checkedOwner(Path folder) throws IOException {
        Map<String, Object> found;
        try {
            found = Files.readAttributes(folder, "unix:uid,mode", LinkOption.NOFOLLOW_LINKS);
        } catch (NoSuchFileException e) {
            return null;
        }
        int mode = number(found, "mode");
        if ((mode & FILE_TYPE) != FOLDER) {
            throw new IOException(folder + " is not a folder" + WAY_OUT);
        }
        if (number(found, "uid") != ownNumber()) {
            throw new IOException(folder + " belongs to another user" + WAY_OUT);
        }
        if ((mode & WRITABLE_BY_OTHERS) != 0) {
            throw new IOException("others can write to " + folder + ", which chmod go-w ends" + WAY_OUT);
        }
        return Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS);
    }

    private static int number(Map<String, Object> attributes, String name) throws IOException {
        if (attributes.get(name) instanceof Integer value) {
            return value;
        }
        throw new IOException("this system does not tell the " + name + " of a folder");
    }

    /** Where the system shows it as a file that takes a tenth of a millisecond, else a hundred times that. */
    private static int ownNumber() throws IOException {
        return Files.exists(SELF)
                ? number(Files.readAttributes(SELF, "unix:uid"), "uid")
                : (int) new UnixSystem().getUid();
    }
}
