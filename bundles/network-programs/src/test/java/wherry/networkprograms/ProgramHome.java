package wherry.networkprograms;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import wherry.api.node.Home;

/** Folders of a node below one. */
record ProgramHome(Path top) {
    Path sockets() {
        return top.resolve("sockets");
    }

    Path records() {
        return top.resolve("state/programs/running");
    }

    NodePrograms open() throws IOException {
        for (String name : List.of("state", "sockets")) {
            Files.createDirectories(top.resolve(name));
        }
        Home home = new Home(top, top.resolve("state"), top, top, top, sockets());
        return new NodePrograms(ProgramPlaces.of(home, SearchPath.ofThisProcess()));
    }

    List<Path> recorded() {
        try (Stream<Path> processes = Files.list(records())) {
            return processes.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Folders of runs, and records of processes. */
    List<Path> left() {
        try (Stream<Path> runs = Files.list(sockets());
                Stream<Path> processes = Files.list(records())) {
            return Stream.concat(runs, processes).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
