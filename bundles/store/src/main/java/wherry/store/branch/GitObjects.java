package wherry.store.branch;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.util.List;
import org.eclipse.jgit.lib.Constants;

/** Writes objects into a git repository: few as files of their own, many as one pack. */
final class GitObjects {
    // As git does by default when it unpacks what was fetched.
    private static final int MOST_LOOSE = 100;

    private final BranchHome home;
    private final Clock clock;
    private final Path folder;

    GitObjects(BranchHome home, Clock clock) {
        this.home = home;
        this.clock = clock;
        this.folder = home.gitDirectory().resolve("objects");
    }

    /** Writes them; none can be seen half. */
    void write(List<NewObject> objects) throws IOException {
        if (objects.size() > MOST_LOOSE) {
            Pack pack = Pack.of(objects);
            Path base = folder.resolve("pack/pack-" + pack.name());
            // In this order: git looks for the index, and then needs the pack.
            writeForced(base.resolveSibling(base.getFileName() + ".pack"), pack.content());
            writeForced(base.resolveSibling(base.getFileName() + ".idx"), pack.index());
            return;
        }
        try (Deflation deflation = new Deflation()) {
            for (NewObject object : objects) {
                String name = object.id().name();
                Path file = folder.resolve(name.substring(0, 2)).resolve(name.substring(2));
                if (!freshened(file)) {
                    home.write(file, loose(object, deflation));
                    home.protect(file);
                }
            }
        }
    }

    /** Makes an object that is there as young as a new one, so that git does not clear it away just now; false if there is none. */
    private boolean freshened(Path file) throws IOException {
        if (!file.toFile().exists()) {
            return false;
        }
        try {
            Files.setLastModifiedTime(file, FileTime.from(clock.instant()));
            return true;
        } catch (FileSystemException e) {
            // It belongs to another user, or has gone: a new file takes its place.
            return false;
        }
    }

    /** As git does it by default: packs are on the disk before anything refers to them. */
    private void writeForced(Path file, byte[] content) throws IOException {
        home.write(file, content);
        home.protect(file);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static byte[] loose(NewObject object, Deflation deflation) {
        byte[] content = object.content();
        byte[] header = Latin1.bytes(Constants.typeString(object.type()) + " " + content.length + "\0");
        byte[] whole = new byte[header.length + content.length];
        System.arraycopy(header, 0, whole, 0, header.length);
        System.arraycopy(content, 0, whole, header.length, content.length);
        return deflation.of(whole);
    }
}
