package wherry.networkprograms;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import wherry.api.node.Home;

/**
 * Where programs are found and run.
 *
 * @param sockets private to the user, with a short path; takes the folders of runs
 * @param records of processes
 * @param watcher script that runs a program and ends it with the node
 * @param searchPath where programs are found
 */
record ProgramPlaces(Path sockets, ProgramRecords records, Path watcher, SearchPath searchPath) {
    private static final String WATCHER = "watch.sh";

    /** Those of a node. */
    static ProgramPlaces of(Home home, SearchPath searchPath) throws IOException {
        Path folder = home.state().resolve("programs");
        ProgramRecords records = ProgramRecords.in(folder.resolve("running"));
        Path written = Files.createTempFile(folder, "watch", null);
        try (InputStream script = ProgramPlaces.class.getResourceAsStream(WATCHER)) {
            if (script == null) {
                throw new IOException("the bundle lacks " + WATCHER);
            }
            Files.copy(script, written, StandardCopyOption.REPLACE_EXISTING);
        }
        // A shell that reads the script of the version before goes on with that.
        Path watcher = Files.move(written, folder.resolve(WATCHER), StandardCopyOption.ATOMIC_MOVE);
        return new ProgramPlaces(home.sockets(), records, watcher, searchPath);
    }
}
