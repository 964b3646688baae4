package wherry.launcher;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Map;
import java.util.Properties;
import java.util.Set;

/**
 * The folders of a node. The entry point computes them, so that it, the relay and the node agree.
 *
 * @param distribution where Wherry is installed; may be read-only
 * @param state what must last; belongs to the user
 * @param configuration {@code .cfg} files, and {@code exec} with programs that may be dialled; may be missing
 * @param bundles jars of the user; may be missing
 * @param programs entry points of transports that were added later; may be missing
 * @param sockets unix sockets; only the user can enter
 */
record NodeFolders(Path distribution, Path state, Path configuration, Path bundles, Path programs, Path sockets) {
    private static final Set<PosixFilePermission> PRIVATE = PosixFilePermissions.fromString("rwx------");
    private static final Integer ROOT = 0;

    static NodeFolders of(Properties properties) {
        return new NodeFolders(
                folder(properties, "distribution"),
                folder(properties, "state"),
                folder(properties, "configuration"),
                folder(properties, "bundles"),
                folder(properties, "programs"),
                folder(properties, "sockets"));
    }

    /**
     * The folders of a node that leaves nothing behind: all that it writes is in one new folder, while configuration and bundles
     * are the user's.
     *
     * @param top the new folder, which the caller removes
     */
    NodeFolders within(Path top) {
        return new NodeFolders(
                distribution, top.resolve("state"), configuration, bundles, top.resolve("bin"), top.resolve("run"));
    }

    private static Path folder(Properties properties, String name) {
        String value = properties.getProperty("wherry." + name);
        if (value == null) {
            throw new IllegalStateException("no property wherry." + name + "; start the node with bin/wherry daemon");
        }
        return Path.of(value).toAbsolutePath().normalize();
    }

    /** As framework properties, from which the bundles read them. */
    Map<String, String> properties() {
        return Map.of(
                "wherry.distribution", distribution.toString(),
                "wherry.state", state.toString(),
                "wherry.configuration", configuration.toString(),
                "wherry.bundles", bundles.toString(),
                "wherry.programs", programs.toString(),
                "wherry.sockets", sockets.toString());
    }

    Path log() {
        return state.resolve("log").resolve("node.log");
    }

    /** Made anew at each start. */
    Path cache() {
        return state.resolve("cache");
    }

    /** Where the node answers. */
    Path socket() {
        return sockets.resolve("node.sock");
    }

    /** There while the node is ready; holds its process id. */
    Path ready() {
        return sockets.resolve("node.pid");
    }

    /** Makes what is missing and checks that the state is the user's own and can be written. */
    void prepare() throws StartException {
        make(state);
        UserPrincipal user = probe(state);
        ownedBy(user, state);
        make(state.resolve("log"));
        prepareSockets(user);
        for (Path optional : new Path[] {configuration, bundles, programs}) {
            try {
                makeOptional(optional);
                keepFromOthers(user, optional);
            } catch (IOException e) {
                LogSetup.LOG.warning("cannot make " + optional + ": " + reason(e));
            }
        }
        try {
            // Whether others can write there is looked at before each program that is run.
            makeOptional(configuration.resolve("exec"));
        } catch (IOException e) {
            LogSetup.LOG.fine("no folder of programs to dial: " + reason(e));
        }
    }

    private static void makeOptional(Path folder) throws IOException {
        // A link to a folder is one, too, which Java 17 does not see.
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(PRIVATE));
        }
    }

    /** Whoever can write there has the node run what he likes; so what is there already is not to be trusted either. */
    private static void keepFromOthers(UserPrincipal user, Path folder) throws IOException, StartException {
        Set<PosixFilePermission> mode = Files.getPosixFilePermissions(folder);
        boolean own = Files.getOwner(folder).equals(user);
        boolean others = mode.contains(PosixFilePermission.GROUP_WRITE)
                || mode.contains(PosixFilePermission.OTHERS_WRITE)
                || !(own || ROOT.equals(Files.getAttribute(folder, "unix:uid")));
        if (others) {
            throw new StartException(
                    StartException.FAILED,
                    "others than you can write to " + folder
                            + ", and bring what they like into your node; look at what is in it,"
                            + " then run: chmod 700 " + folder);
        }
        if (own) {
            Files.setPosixFilePermissions(folder, PRIVATE);
        }
    }

    /**
     * It may lie where anybody can make folders and links, and it is emptied. What is the user's own there can be replaced by
     * nobody else.
     */
    private void prepareSockets(UserPrincipal user) throws StartException {
        if (Files.isSymbolicLink(sockets)) {
            throw new StartException(
                    StartException.FAILED, sockets + " is a link; set WHERRY_HOME to a folder of your own");
        }
        make(sockets);
        ownedBy(user, sockets, LinkOption.NOFOLLOW_LINKS);
        closeToOthers(sockets);
    }

    /** Makes the sockets' folder again if it has gone while the node runs. */
    void restoreSockets() throws StartException {
        if (Files.isDirectory(state)) {
            prepareSockets(probe(state));
        }
    }

    private static void make(Path folder) throws StartException {
        try {
            Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(PRIVATE));
        } catch (IOException e) {
            throw new StartException(StartException.FAILED, "cannot make the folder " + folder + ": " + reason(e));
        }
    }

    /** Writes a file to learn whether that works and, without asking a user database, who we are. */
    private static UserPrincipal probe(Path folder) throws StartException {
        try {
            Path file = Files.createTempFile(folder, ".probe", "");
            try {
                return Files.getOwner(file);
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new StartException(
                    StartException.FAILED,
                    "cannot write to " + folder + " (" + reason(e) + "); set WHERRY_HOME to a folder of your own");
        }
    }

    private static void ownedBy(UserPrincipal user, Path folder, LinkOption... options) throws StartException {
        try {
            UserPrincipal owner = Files.getOwner(folder, options);
            if (!owner.equals(user)) {
                throw new StartException(
                        StartException.FAILED,
                        folder + " belongs to " + owner.getName() + ", and you are " + user.getName()
                                + "; set WHERRY_HOME to a folder of your own");
            }
        } catch (IOException e) {
            throw new StartException(StartException.FAILED, "cannot look at " + folder + ": " + reason(e));
        }
    }

    private static void closeToOthers(Path folder) throws StartException {
        try {
            Files.setPosixFilePermissions(folder, PRIVATE);
        } catch (IOException e) {
            throw new StartException(StartException.FAILED, "cannot close " + folder + " to others: " + reason(e));
        }
    }

    private static String reason(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof FileAlreadyExistsException) {
            return "a file is in its place";
        }
        if (e instanceof FileSystemException f && f.getReason() != null) {
            return f.getReason();
        }
        return String.valueOf(e.getMessage());
    }
}
