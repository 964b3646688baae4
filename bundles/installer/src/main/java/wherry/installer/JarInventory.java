package wherry.installer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import wherry.api.node.Problem;

/** The jars that there are, and which of several with one name counts. Reads a jar's manifest again only when the jar changed. */
final class JarInventory {
    private static final Logger LOG = LoggerFactory.getLogger(JarInventory.class);

    private final Path userFolder;
    private final Map<String, Jar> distribution;
    private final Map<Path, Jar> read = new HashMap<>();
    private final Map<Path, Unreadable> unreadable = new ConcurrentHashMap<>();

    private record Unreadable(long size, Problem problem) {}

    JarInventory(Path distributionFolder, Path userFolder) throws IOException {
        this.userFolder = userFolder;
        Map<String, Jar> found = new HashMap<>();
        try (Stream<Path> levels = Files.walk(distributionFolder, 2)) {
            for (Path path : levels.filter(Jar::isNamedLikeOne).toList()) {
                keepBest(found, Jar.read(path));
            }
        }
        this.distribution = Map.copyOf(found);
    }

    /** For each symbolic name the jar that is to run: the highest version, no matter where it lies. */
    Map<String, Jar> wanted() throws IOException {
        Map<String, Jar> best = new HashMap<>(distribution);
        for (Jar jar : ofUser()) {
            keepBest(best, jar);
        }
        return best;
    }

    /** What the user added; unreadable jars are named in the log, once. */
    List<Jar> ofUser() throws IOException {
        List<Path> paths;
        if (!Files.isDirectory(userFolder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(userFolder)) {
            paths = files.filter(Jar::isNamedLikeOne).toList();
        }
        read.keySet().retainAll(paths);
        unreadable.keySet().retainAll(paths);
        List<Jar> jars = new ArrayList<>();
        for (Path path : paths) {
            look(path, jars);
        }
        return jars;
    }

    boolean isOfDistribution(String name) {
        return distribution.containsKey(name);
    }

    /** Files of the user that are named like jars and are no bundles, as they were when the folder was last read. */
    List<Problem> problems() {
        return unreadable.values().stream()
                .map(Unreadable::problem)
                .sorted(Comparator.comparing(Problem::subject))
                .toList();
    }

    private void look(Path path, List<Jar> jars) {
        try {
            Jar known = read.get(path);
            if (known == null
                    || known.size() != Files.size(path)
                    || !known.modified().equals(Files.getLastModifiedTime(path))) {
                known = Jar.read(path);
                read.put(path, known);
            }
            unreadable.remove(path);
            jars.add(known);
        } catch (IOException e) {
            String why = e instanceof NoBundleException no ? no.why() : "cannot be read: " + e.getMessage();
            Unreadable now = new Unreadable(
                    path.toFile().length(), new Problem(path.getFileName().toString(), why));
            if (!now.equals(unreadable.put(path, now))) {
                LOG.warn("jar left out: {}", now.problem().line());
            }
        }
    }

    private static void keepBest(Map<String, Jar> best, Jar jar) {
        best.merge(jar.name(), jar, (a, b) -> b.supersedes(a) ? b : a);
    }
}
