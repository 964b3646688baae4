package wherry.store.unlocked;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import wherry.api.annex.Key;
import wherry.store.file.AtomicFiles;
import wherry.store.file.Sharing;
import wherry.store.format.KeyName;

/**
 * What stands in a working tree for content of the annex: the target of a link, or the text of a pointer file.
 *
 * @see <a href="https://git-annex.branchable.com/internals/">git-annex internals</a>
 */
public final class AnnexLink {
    /** SOURCE: git-annex takes no longer file for a pointer. */
    public static final int MAX_POINTER_BYTES = 32 * 1024;

    private static final Pattern TARGET =
            Pattern.compile("(?:.*/)?\\.git/annex/objects/(?:[^/]+/){0,2}([^/]+)/([^/]+)", Pattern.DOTALL);
    private static final String POINTER = "/annex/objects/";

    private AnnexLink() {}

    /**
     * Reads the target of a link.
     *
     * @param target one character for each byte
     * @return empty if it does not lead into an annex
     */
    public static Optional<Key> ofTarget(String target) {
        Matcher m = TARGET.matcher(target);
        return m.matches() && m.group(1).equals(m.group(2)) ? key(m.group(2)) : Optional.empty();
    }

    /**
     * Reads a pointer file.
     *
     * @param text one character for each byte
     * @return empty if it is none
     */
    public static Optional<Key> ofPointer(String text) {
        int end = text.indexOf('\n');
        String line = end < 0 ? text : text.substring(0, end);
        // Each folder on the way has a name.
        boolean path = line.startsWith(POINTER) && !line.endsWith("/") && !line.contains("//");
        return path ? key(line.substring(line.lastIndexOf('/') + 1)) : Optional.empty();
    }

    /**
     * The reverse of {@link Key#fileName}.
     *
     * @param fileName one character for each byte
     * @return empty if no key has that name
     */
    public static Optional<Key> key(String fileName) {
        return Key.parse(
                fileName.replace("%", "/").replace("&c", ":").replace("&s", "%").replace("&a", "&"));
    }

    /**
     * What a pointer file for a key holds.
     *
     * @param key of the content
     * @return a new array
     */
    public static byte[] pointer(Key key) {
        return ("/annex/objects/" + key.fileName() + "\n").getBytes(StandardCharsets.ISO_8859_1);
    }

    /**
     * Where a link for a key leads.
     *
     * @param top of the working tree
     * @param file below it, absolute
     * @param key that a path can be made of
     * @return relative to the folder of the file
     */
    public static Optional<Path> target(Path top, Path file, Key key) {
        // SOURCE: always through .git and the mixed hash, also where the object itself lies elsewhere.
        return KeyName.of(key).map(name -> {
            String object = ".git/annex/objects/" + name.mixed() + "/" + name.fileName() + "/" + name.fileName();
            return Objects.requireNonNull(file.getParent()).relativize(top.resolve(object));
        });
    }

    /** Puts a link where a file is, at once; it gets the file's time, as git-annex does it. */
    public static void replace(Path file, Path target, FileTime time, AtomicFiles scratch, Sharing sharing)
            throws IOException {
        Path fresh = scratch.name();
        scratch.makeFolder(sharing);
        Files.createSymbolicLink(fresh, target);
        try {
            try {
                Files.getFileAttributeView(fresh, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                        .setTimes(time, time, null);
            } catch (IOException e) {
                // A time is a nicety: not every file system keeps one for links.
            }
            PointerFiles.move(fresh, file);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }
}
