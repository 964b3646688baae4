package wherry.transport.unix;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import wherry.transport.api.Site;
import wherry.transport.api.TransportException;

/** Where the socket of a site is: in the folder of the user's choice, else in one of its own. */
final class SocketPlace {
    /** What Linux has room for, without the zero at the end. */
    private static final int LONGEST = 107;

    private static final Pattern SPACE = Pattern.compile("[\\s\\p{Cntrl}]");

    private static final FileAttribute<Set<PosixFilePermission>> PRIVATE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private SocketPlace() {}

    static Path of(Site site) throws TransportException {
        List<String> folders = site.settings("folder");
        if (folders.isEmpty()) {
            return kept(site);
        }
        String folder = folders.get(folders.size() - 1);
        try {
            return parse(folder + "/" + site.name());
        } catch (TransportException e) {
            throw new TransportException(
                    "the git setting annex.p2p-unix-folder cannot be " + folder + ": " + e.getMessage(), e);
        }
    }

    private static Path kept(Site site) throws TransportException {
        Path file = site.state().resolve("address");
        String address = Files.exists(file) ? "" : pick(site);
        try {
            if (!address.isEmpty()) {
                // In one step, so that nobody reads half a file.
                Path written = Files.writeString(site.state().resolve("address.new"), address);
                Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
            }
            address = Files.readString(file).strip();
        } catch (IOException e) {
            throw new TransportException("cannot keep an address in " + file + ": " + e.getMessage(), e);
        }
        return parse(address);
    }

    /** Beside the file that keeps it; or, if that path cannot be an address, in a short folder that only the user can enter. */
    private static String pick(Site site) throws TransportException {
        String nearby = site.state().resolve("socket").toAbsolutePath().toString();
        if (problem(nearby).isEmpty()) {
            return nearby;
        }
        String runtime = System.getenv("XDG_RUNTIME_DIR");
        String base = runtime == null ? System.getProperty("java.io.tmpdir") : runtime;
        return base + "/wherry-unix-" + UUID.nameUUIDFromBytes(nearby.getBytes(StandardCharsets.UTF_8)) + "/socket";
    }

    /** Reads an address. */
    static Path parse(String address) throws TransportException {
        String problem = problem(address);
        if (!problem.isEmpty()) {
            throw new TransportException("not an address of unix (" + problem + "): " + address);
        }
        return Path.of(address);
    }

    /** Why a path cannot be an address; empty if it can. */
    private static String problem(String path) {
        if (SPACE.matcher(path).find()) {
            return "there is no space in it";
        }
        if (path.getBytes(StandardCharsets.UTF_8).length > LONGEST) {
            return "it has at most " + LONGEST + " bytes";
        }
        try {
            boolean complete = Path.of(path).isAbsolute() && !path.endsWith("/");
            return complete ? "" : "it is the absolute path of a socket";
        } catch (InvalidPathException e) {
            return "this system cannot name it";
        }
    }

    /** Makes the folder of a socket; again where it has gone, as those for sockets do when a machine starts anew. */
    static void makeFolder(Site site, Path socket) throws TransportException {
        Path folder = socket.resolveSibling("");
        boolean ours;
        try {
            if (!Files.isDirectory(folder)) {
                Files.createDirectories(folder, PRIVATE);
            }
            ours = owner(folder, LinkOption.NOFOLLOW_LINKS).equals(owner(site.state()));
        } catch (IOException e) {
            throw new TransportException("cannot make the folder " + folder + ": " + e.getMessage(), e);
        }
        // Where everybody may make folders and links, somebody else may have been quicker, and would own what happens
        // in
        // this one.
        if (!ours && site.settings("folder").isEmpty()) {
            throw new TransportException("the folder " + folder + " belongs to another user; remove it, or choose a"
                    + " folder: git config annex.p2p-unix-folder FOLDER");
        }
    }

    private static Object owner(Path folder, LinkOption... options) throws IOException {
        return Files.getAttribute(folder, "unix:uid", options);
    }
}
