package wherry.transport.exec;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds programs {@code git-annex-p2p-NET} that are none of Wherry's: those lead back to the node.
 *
 * @param searchPath as in the variable {@code PATH}
 * @param entry the program of Wherry's of which its others are copies, or to which they are links
 */
record ForeignPrograms(String searchPath, Path entry) {
    private static final Logger LOG = LoggerFactory.getLogger("wherry.transport.exec");
    private static final Pattern SEPARATOR = Pattern.compile(Pattern.quote(File.pathSeparator));
    private static final String PREFIX = "git-annex-p2p-";
    private static final Pattern NETNAME = Pattern.compile("[a-z0-9][a-z0-9-]*");
    /** Networks whose addresses mean something else here. */
    private static final List<String> OURS = List.of("exec", "unix");

    /** By network; of several for one network the first. */
    Map<String, Path> find() {
        Map<String, Path> found = new TreeMap<>();
        SEPARATOR
                .splitAsStream(searchPath)
                .filter(folder -> folder.startsWith("/"))
                .forEach(folder -> add(folder, found));
        return found;
    }

    private void add(String folder, Map<String, Path> found) {
        try (DirectoryStream<Path> programs = Files.newDirectoryStream(Path.of(folder), PREFIX + "*")) {
            for (Path program : programs) {
                String netname = program.getFileName().toString().substring(PREFIX.length());
                if (NETNAME.matcher(netname).matches()
                        && !OURS.contains(netname)
                        && Files.isRegularFile(program)
                        && Files.isExecutable(program)
                        && !isWherry(program)) {
                    found.putIfAbsent(netname, program);
                }
            }
        } catch (IOException | InvalidPathException e) {
            LOG.debug("folder of programs not read folder={}: {}", folder, e.toString());
        }
    }

    /** Of this distribution or of another one. */
    private boolean isWherry(Path program) throws IOException {
        Path file = program.toRealPath();
        return file.getFileName().toString().equals("wherry")
                || isCopy(file, entry)
                || isCopy(file, file.resolveSibling("wherry"));
    }

    private static boolean isCopy(Path file, Path original) throws IOException {
        return Files.isRegularFile(original) && Files.mismatch(file, original) < 0;
    }
}
