package wherry.pairing;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import wherry.api.peer.PeerAddress;

/** The folder of a clone. Unless it is kept, closing removes what is in it, and the folder itself if it was not there before. */
final class NewFolder implements AutoCloseable {
    private static final Pattern PORT = Pattern.compile(":\\d+$");
    private static final Pattern NO_FILE_NAME = Pattern.compile("[^A-Za-z0-9._-]+");

    private final Path path;
    private final boolean wasThere;
    private boolean kept;

    /** @throws IOException if it is there and not empty, in git's words */
    NewFolder(Path path) throws IOException {
        this.path = path;
        this.wasThere = Files.exists(path, LinkOption.NOFOLLOW_LINKS);
        if (wasThere && !isEmpty(path)) {
            throw new IOException("destination path '" + path + "' already exists and is not an empty directory");
        }
    }

    private static boolean isEmpty(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            return false;
        }
        try (var entries = Files.newDirectoryStream(path)) {
            return !entries.iterator().hasNext();
        }
    }

    /** What a clone is called that was not given a name: the peer's host, or whatever its network has in that place. */
    static String nameFor(PeerAddress peer) {
        String host = PORT.matcher(peer.address()).replaceFirst("");
        String last = host.substring(host.lastIndexOf('/') + 1);
        String name = NO_FILE_NAME.matcher(last).replaceAll("-").replaceAll("^[.-]+|-+$", "");
        return name.isEmpty() ? peer.netname() : name;
    }

    Path path() {
        return path;
    }

    /** The clone is complete. */
    void keep() {
        kept = true;
    }

    @Override
    public void close() throws IOException {
        if (!kept && Files.isDirectory(path)) {
            Files.walkFileTree(path, new Remover());
        }
    }

    private final class Remover extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e) throws IOException {
            if (!wasThere || !folder.equals(path)) {
                Files.delete(folder);
            }
            return FileVisitResult.CONTINUE;
        }
    }
}
