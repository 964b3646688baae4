package wherry.conformance;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import wherry.kit.programs.Outcome;
import wherry.kit.programs.Surroundings;
import wherry.kit.programs.Workplace;

/** Runs programs as in a terminal; python, which comes with git-annex's own installation, makes one. */
final class PseudoTerminal {
    private final Surroundings surroundings;
    private final Path folder;
    private final Path script;

    PseudoTerminal(Workplace workplace, Surroundings surroundings, Path folder) {
        this.surroundings = surroundings.with("TERM", "xterm");
        this.folder = folder;
        this.script = workplace.path("terminal.py");
        try (InputStream source = PseudoTerminal.class.getResourceAsStream("terminal.py")) {
            Files.write(script, source.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Runs a program to its end.
     *
     * @param columns width of the window
     * @param steps lines {@code send:TEXT} and {@code expect:REGEX}
     * @return what appeared, without escapes, as standard output
     */
    Outcome run(int columns, String steps, String... command) {
        String[] all = Stream.concat(
                        Stream.of("python3", script.toString(), Integer.toString(columns)), Stream.of(command))
                .toArray(String[]::new);
        return surroundings.run(folder, Surroundings.LIMIT, steps, all);
    }
}
