package wherry.conformance;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import wherry.kit.programs.Running;
import wherry.kit.programs.ThrowawayRepository;
import wherry.kit.programs.WherryHome;

/** Starts {@link BranchWriter} with what the distribution has. */
final class BranchWriting {
    private final ThrowawayRepository repository;

    BranchWriting(ThrowawayRepository repository) {
        this.repository = repository;
    }

    /** Starts to record keys in a process that the caller closes. */
    Running start(String uuid, int first, int count) {
        return start(uuid, first, count, 0);
    }

    /** The same, with a commit after every so many keys. */
    Running start(String uuid, int first, int count, int batch) {
        return repository
                .stock()
                .surroundings()
                .start(
                        repository.folder(),
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx128m",
                        "-cp",
                        classPath(),
                        BranchWriter.class.getName(),
                        repository.folder().toString(),
                        uuid,
                        Integer.toString(first),
                        Integer.toString(count),
                        Integer.toString(batch));
    }

    /** How many keys the process says that it has recorded. */
    static int recorded(Running writer) {
        // A line that is cut off does not count.
        return (int) writer.out().chars().filter(c -> c == '\n').count();
    }

    /** Records by the real git-annex, in one process. */
    void recordByStock(String uuid, int first, int count) {
        String lines = IntStream.range(first, first + count)
                .mapToObj(i -> BranchWriter.key(i) + " " + uuid + " 1\n")
                .collect(Collectors.joining());
        repository.stock().answerAnnex(lines, "setpresentkey", "--batch").ok();
    }

    private static String classPath() {
        try (Stream<Path> jars = Files.walk(WherryHome.distribution())) {
            Path tests = Path.of(BranchWriter.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return Stream.concat(
                            Stream.of(tests),
                            jars.filter(file -> file.toString().endsWith(".jar")))
                    .map(Path::toString)
                    .collect(Collectors.joining(File.pathSeparator));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
