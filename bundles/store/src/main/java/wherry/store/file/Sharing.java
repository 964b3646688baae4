package wherry.store.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What {@code core.sharedRepository} says about the modes of files, and the modes that git-annex gives to content so that it is not
 * changed by mistake.
 *
 * @param fileBits mode bits that files have at least
 * @param exact whether files have no others than these, whatever the umask
 * @param hooks run when content is protected and when that ends
 */
public record Sharing(int fileBits, boolean exact, ContentHooks hooks) {
    public static final Sharing NONE = new Sharing(0, false, ContentHooks.NONE);

    private static final int READABLE = 0444;
    private static final int WRITABLE = 0222;
    private static final int OWNER_WRITE = 0200;
    private static final int GROUP = 0070;
    private static final int SET_GROUP_ID = 02000;

    public static Sharing of(@Nullable String setting) {
        String text = setting == null ? "umask" : setting.toLowerCase(Locale.ROOT);
        return switch (text) {
            case "umask", "false", "no", "off", "0", "" -> NONE;
            case "group", "true", "yes", "on", "1" -> new Sharing(0660, false, ContentHooks.NONE);
            case "all", "world", "everybody", "2", "3" -> new Sharing(0664, false, ContentHooks.NONE);
            default ->
                text.matches("0[0-7]{1,3}")
                        ? new Sharing(Integer.parseInt(text, 8) | 0600, true, ContentHooks.NONE)
                        : NONE;
        };
    }

    /** The same, with hooks. */
    public Sharing with(ContentHooks added) {
        return new Sharing(fileBits, exact, added);
    }

    boolean shared() {
        return fileBits != 0;
    }

    /** Gives a new file other than content its mode. */
    public void adoptFile(Path file) throws IOException {
        if (shared()) {
            setMode(file, fileMode(mode(file)));
        }
    }

    /** Gives a new folder its mode. */
    public void adoptFolder(Path folder) throws IOException {
        if (shared()) {
            int bits = fileMode(mode(folder) & 0777);
            int group = (bits & GROUP) == 0 ? 0 : SET_GROUP_ID;
            setMode(folder, bits | ((bits & READABLE) >> 2) | group);
        }
    }

    private int fileMode(int mode) {
        return exact ? fileBits : mode | fileBits;
    }

    /** Protects content against changes. The hook for it is to be run when the content is in its place. */
    public void freezeFile(Path file) throws IOException {
        int mode = mode(file);
        int readers = fileBits & READABLE;
        setMode(file, (exact ? fileBits : mode | readers) & ~WRITABLE);
    }

    /** Protects the content in a folder against being deleted; among several users only its own mode does that. */
    public void freezeFolder(Path folder) throws IOException {
        // SOURCE: git-annex 10.20261026 with group, all and numbers.
        if (!shared() || exact) {
            setMode(folder, mode(folder) & ~(exact ? OWNER_WRITE : WRITABLE));
        }
        hooks.frozen(folder);
    }

    /** Lets files in a folder be made and deleted. */
    public void thawFolder(Path folder) throws IOException {
        hooks.thaw(folder);
        int mode = mode(folder);
        if ((mode & OWNER_WRITE) == 0) {
            setMode(folder, mode | OWNER_WRITE);
        }
    }

    /** To be called before content is deleted. */
    public void beforeDeletion(Path file) throws IOException {
        if (hooks.guardDeletion()) {
            hooks.thaw(file);
            thawFile(file);
            hooks.erase(file);
        }
    }

    /** Lets the owner write to a file. */
    public static void thawFile(Path file) throws IOException {
        setMode(file, mode(file) | OWNER_WRITE);
    }

    public static boolean ownerMayWrite(Path file) throws IOException {
        return (mode(file) & OWNER_WRITE) != 0;
    }

    public static int mode(Path file) throws IOException {
        return (Integer) Files.getAttribute(file, "unix:mode", LinkOption.NOFOLLOW_LINKS) & 07777;
    }

    public static void setMode(Path file, int mode) throws IOException {
        Files.setAttribute(file, "unix:mode", mode);
    }
}
