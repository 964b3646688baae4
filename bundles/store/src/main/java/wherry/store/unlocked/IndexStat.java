package wherry.store.unlocked;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;

/**
 * What git's index has of a file beside its blob, so that git can tell without reading it whether it has changed. Numbers are cut to
 * 32 bits, as git cuts them.
 */
record IndexStat(Instant changed, Instant modified, int device, int inode, int user, int group, int size) {
    private static final int MODE_BYTES = 4;
    private static final int SIZE_OF_WHOLE_MULTIPLES = 1 << 31;

    static IndexStat of(Path file) throws IOException {
        Map<String, Object> found = Files.readAttributes(
                file, "unix:ctime,lastModifiedTime,dev,ino,uid,gid,size", LinkOption.NOFOLLOW_LINKS);
        return new IndexStat(
                time(found, "ctime"),
                time(found, "lastModifiedTime"),
                number(found, "dev").intValue(),
                number(found, "ino").intValue(),
                number(found, "uid").intValue(),
                number(found, "gid").intValue(),
                size(number(found, "size").longValue()));
    }

    private static Instant time(Map<String, Object> found, String name) throws IOException {
        if (found.get(name) instanceof FileTime time) {
            return time.toInstant();
        }
        throw new IOException("the file system does not tell the " + name);
    }

    private static Number number(Map<String, Object> found, String name) throws IOException {
        if (found.get(name) instanceof Number number) {
            return number;
        }
        throw new IOException("the file system does not tell the " + name);
    }

    /** SOURCE: git keeps 0 for "not known", so the length of a file of 4 GiB is not 0 there. */
    private static int size(long bytes) {
        int cut = (int) bytes;
        return cut == 0 && bytes > 0 ? SIZE_OF_WHOLE_MULTIPLES : cut;
    }

    /** Puts it into an entry of an index; its mode stays. */
    void write(ByteBuffer index, int entry) {
        ByteBuffer at = index.duplicate().position(entry);
        at.putInt((int) changed.getEpochSecond()).putInt(changed.getNano());
        at.putInt((int) modified.getEpochSecond()).putInt(modified.getNano());
        at.putInt(device).putInt(inode);
        at.position(at.position() + MODE_BYTES);
        at.putInt(user).putInt(group).putInt(size);
    }
}
