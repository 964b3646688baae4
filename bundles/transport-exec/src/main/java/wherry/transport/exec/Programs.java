package wherry.transport.exec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;
import java.util.regex.Pattern;
import wherry.transport.api.TransportException;

/**
 * The programs that addresses may name: what the user has put into one folder, and nothing else. An address comes from a URL that
 * somebody else may have written, so it only ever chooses; it has no say in what is run or with which arguments.
 */
final class Programs {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final Set<PosixFilePermission> OTHERS_WRITE =
            Set.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);
    private static final int ROOT = 0;

    private final Path folder;

    /** @param folder of the user's; need not be there */
    Programs(Path folder) {
        this.folder = folder;
    }

    /** Finds a program that may be run. */
    Path find(String name) throws TransportException {
        if (!NAME.matcher(name).matches()) {
            throw new TransportException(
                    "not an address of exec (the name of a program in " + folder + " is expected): " + name);
        }
        try {
            Path program = folder.resolve(name).toRealPath();
            check(folder.toRealPath());
            check(program);
            if (!Files.isRegularFile(program) || !Files.isExecutable(program)) {
                throw new TransportException(folder.resolve(name) + " is not a program; make it one with: chmod +x");
            }
            return program;
        } catch (NoSuchFileException e) {
            throw new TransportException(
                    "there is no program for exec:" + name + "; it is to be " + folder.resolve(name)
                            + ", and to speak the P2P protocol on its standard input and output",
                    e);
        } catch (IOException e) {
            throw new TransportException("cannot look at " + folder.resolve(name) + ": " + e.getMessage(), e);
        }
    }

    /** What others can write to is not the user's decision. */
    private static void check(Path file) throws IOException, TransportException {
        int owner = (int) Files.getAttribute(file, "unix:uid");
        int self = (int) Files.getAttribute(Path.of("/proc/self"), "unix:uid", LinkOption.NOFOLLOW_LINKS);
        boolean othersWrite = Files.getPosixFilePermissions(file).stream().anyMatch(OTHERS_WRITE::contains);
        if (othersWrite || (owner != self && owner != ROOT)) {
            throw new TransportException("others than you can change " + file + ", so it is not run");
        }
    }
}
