package wherry.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;

/** Writes files elsewhere first and then renames them to their place, so that nobody ever sees half of one. */
final class Scratch {
    private static final int PRIVATE_FOLDER = 0700;

    private final Path folder;
    private final String prefix;
    private final AtomicLong count = new AtomicLong();

    /** Makes nothing yet. */
    Scratch(Path folder) {
        byte[] random = new byte[6];
        new SecureRandom().nextBytes(random);
        this.folder = folder;
        this.prefix = HexFormat.of().formatHex(random) + "-";
    }

    /** A new name for a file that is to be renamed from here. */
    Path name() {
        return folder.resolve(prefix + count.incrementAndGet());
    }

    /** Puts a file in its place, or replaces the one that is there. */
    void write(Path target, byte[] bytes, Sharing sharing) throws IOException {
        Path file = name();
        try (FileChannel channel = create(file, sharing)) {
            ByteBuffer rest = ByteBuffer.wrap(bytes);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
        }
        try {
            sharing.adoptFile(file);
            rename(file, target, sharing);
        } catch (IOException e) {
            Files.deleteIfExists(file);
            throw e;
        }
    }

    FileChannel create(Path file, Sharing sharing) throws IOException {
        try {
            return FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
        } catch (NoSuchFileException e) {
            makeFolder(sharing);
            return FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
        }
    }

    /** Renames a file; makes the folder that it goes to if that is missing. */
    static void rename(Path file, Path target, Sharing sharing) throws IOException {
        try {
            Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (NoSuchFileException e) {
            Path missing = target.getParent();
            if (missing == null) {
                throw e;
            }
            new Folders(sharing).make(missing);
            Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    /** Makes the folder, and the private one that it lies in. */
    void makeFolder(Sharing sharing) throws IOException {
        Path own = folder.getParent();
        if (own != null && !Files.exists(own)) {
            new Folders(sharing).make(own);
            if (!sharing.shared()) {
                Sharing.setMode(own, PRIVATE_FOLDER);
            }
        }
        new Folders(sharing).make(folder);
    }
}
