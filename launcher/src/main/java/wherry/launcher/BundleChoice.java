package wherry.launcher;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which bundles to start: of each symbolic name the highest version, out of the distribution and what the user added; of equal
 * versions the jar written last. The installer goes by the same rule while the node runs.
 */
final class BundleChoice {
    /** Folders of the distribution are named by start level. */
    static final int LAST_START_LEVEL = 3;

    private static final Comparator<BundleJar> BEST_FIRST = Comparator.comparing(BundleJar::version)
            .thenComparing(BundleJar::modified)
            .reversed();

    private final Map<String, List<BundleJar>> bySymbolicName = new TreeMap<>();

    private BundleChoice() {}

    static BundleChoice of(NodeFolders folders) throws StartException {
        BundleChoice choice = new BundleChoice();
        for (int level = 1; level <= LAST_START_LEVEL; level++) {
            Path folder = folders.distribution().resolve("bundles").resolve(Integer.toString(level));
            choice.addAll(folder, level, true);
        }
        if (choice.bySymbolicName.isEmpty()) {
            throw new StartException(
                    StartException.FAILED, "no bundles in " + folders.distribution() + "; is it Wherry's folder?");
        }
        if (Files.isDirectory(folders.bundles())) {
            choice.addAll(folders.bundles(), LAST_START_LEVEL, false);
        }
        choice.bySymbolicName.values().forEach(jars -> jars.sort(BEST_FIRST));
        return choice;
    }

    private void addAll(Path folder, int level, boolean shipped) throws StartException {
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(folder, "[!.]*.jar")) {
            for (Path jar : jars) {
                add(jar, level, shipped);
            }
        } catch (IOException e) {
            throw new StartException(StartException.FAILED, "cannot read the folder " + folder + ": " + e.getMessage());
        }
    }

    private void add(Path path, int level, boolean shipped) {
        try {
            BundleJar.read(path, level, shipped)
                    .ifPresentOrElse(
                            this::add, () -> LogSetup.LOG.warning(path + " is not a bundle: no Bundle-SymbolicName"));
        } catch (IOException e) {
            LogSetup.LOG.warning("cannot read " + path + ": " + e.getMessage());
        }
    }

    private void add(BundleJar jar) {
        List<BundleJar> rivals = bySymbolicName.computeIfAbsent(jar.symbolicName(), name -> new ArrayList<>());
        rivals.add(rivals.isEmpty() ? jar : jar.atStartLevel(rivals.get(0).startLevel()));
    }

    /** For each symbolic name the jars that have it, the best first. */
    Collection<List<BundleJar>> candidates() {
        return bySymbolicName.values();
    }
}
