package wherry.kit.programs;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An environment to run programs in: nothing of the caller's but what is named here. Immutable. */
public final class Surroundings {
    /** Enough for any call on a busy machine of two cores, short enough to notice a hang. */
    public static final Duration LIMIT = Duration.ofSeconds(60);

    private final Path outputs;
    private final Map<String, String> variables;
    private final List<String> before;

    Surroundings(Path outputs, Map<String, String> variables) {
        this(outputs, variables, List.of());
    }

    private Surroundings(Path outputs, Map<String, String> variables, List<String> before) {
        this.outputs = outputs;
        this.variables = Map.copyOf(variables);
        this.before = List.copyOf(before);
    }

    /** The same where each command is added to another one, which becomes it: {@code setpriv}, {@code nice}. */
    public Surroundings below(String... command) {
        return new Surroundings(outputs, variables, List.of(command));
    }

    /** The same with one variable more, or with another value of it. */
    public Surroundings with(String name, String value) {
        Map<String, String> changed = new TreeMap<>(variables);
        changed.put(name, value);
        return new Surroundings(outputs, changed, before);
    }

    /** The same without a variable. */
    public Surroundings without(String name) {
        Map<String, String> changed = new TreeMap<>(variables);
        changed.remove(name);
        return new Surroundings(outputs, changed, before);
    }

    /** The same with a folder of programs that are found before all others. */
    public Surroundings pathFirst(Path folder) {
        return with("PATH", folder + File.pathSeparator + variable("PATH"));
    }

    /** The same with a folder of programs that are found after all others. */
    public Surroundings pathLast(Path folder) {
        return with("PATH", variable("PATH") + File.pathSeparator + folder);
    }

    /** The same where no folder that holds a program is searched. */
    public Surroundings pathWithout(String program) {
        return with(
                "PATH",
                Stream.of(variable("PATH").split(File.pathSeparator))
                        .filter(folder -> !Files.isExecutable(Path.of(folder, program)))
                        .collect(Collectors.joining(File.pathSeparator)));
    }

    /** The value of a variable; empty if it is not set. */
    public String variable(String name) {
        return variables.getOrDefault(name, "");
    }

    /** Runs a program to its end, with nothing on its standard input. */
    public Outcome run(Path folder, String... command) {
        return run(folder, LIMIT, "", command);
    }

    /** Runs a program to its end; after the limit it and its children are ended. */
    public Outcome run(Path folder, Duration limit, String input, String... command) {
        try (Running running = start(folder, command)) {
            if (!input.isEmpty()) {
                running.write(input);
            }
            running.endInput();
            return running.await(limit);
        }
    }

    /** Starts a program that the caller closes. */
    public Running start(Path folder, String... command) {
        try {
            Path out = Files.createTempFile(outputs, "run", ".out");
            Path err = Files.createTempFile(outputs, "run", ".err");
            List<String> found = new ArrayList<>(before);
            found.add(find(command[0]));
            found.addAll(List.of(command).subList(1, command.length));
            ProcessBuilder builder = new ProcessBuilder(found)
                    .directory(folder.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            builder.environment().clear();
            builder.environment().putAll(variables);
            return new Running(List.of(command), builder.start(), out, err);
        } catch (IOException e) {
            throw new UncheckedIOException(String.join(" ", command) + " does not start", e);
        }
    }

    // Java looks a program up on its own PATH, not on that of the child.
    private String find(String program) {
        if (program.indexOf('/') >= 0) {
            return program;
        }
        return Stream.of(variable("PATH").split(File.pathSeparator))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(Path.of(program))
                .toString();
    }

    /** Writes an executable script into a folder. */
    public static Path script(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text, StandardCharsets.UTF_8);
            if (!file.toFile().setExecutable(true)) {
                throw new IOException(file + " cannot be made executable");
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
