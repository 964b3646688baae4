package wherry.transport.program;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How to run a program once. Immutable. A secret in the command line or the environment, where other users and programs could see it, is
 * refused: it belongs into a file, or into what is written to the program.
 *
 * @param command the program, by name or absolute path, and its arguments
 * @param environment variables on top of those of the node
 * @param files made before the start in the folder of the run, by name; only the user can read them
 * @param input lines written to the program's standard input at its start, which then stays open for {@link RunningProgram#send}
 * @param secrets what must appear in no log and no message: masked wherever the program prints it
 * @param readyAtStart whether the program is of use as soon as it runs, and says nothing of it
 * @param reader is given what the program prints
 */
public record ProgramRun(
        List<String> command,
        Map<String, String> environment,
        Map<String, String> files,
        List<String> input,
        List<String> secrets,
        boolean readyAtStart,
        ProgramReader reader) {
    /**
     * Checks and copies.
     *
     * @throws IllegalArgumentException if there is no command, a secret is empty or of several lines, a name of a file leads elsewhere, or a secret
     *     stands where others can see it
     */
    public ProgramRun {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
        files = Map.copyOf(files);
        input = List.copyOf(input);
        secrets = List.copyOf(secrets);
        if (command.isEmpty()) {
            throw new IllegalArgumentException("a program without a name");
        }
        if (secrets.stream()
                .anyMatch(secret -> secret.isBlank() || !secret.lines().toList().equals(List.of(secret)))) {
            throw new IllegalArgumentException("a secret is one line and not empty");
        }
        if (files.keySet().stream().anyMatch(name -> !name.matches("[A-Za-z0-9][A-Za-z0-9._-]*"))) {
            throw new IllegalArgumentException("a file of a run has a plain name");
        }
        List<String> seen = new ArrayList<>(command);
        seen.addAll(environment.keySet());
        seen.addAll(environment.values());
        if (secrets.stream().anyMatch(secret -> seen.stream().anyMatch(word -> word.contains(secret)))) {
            throw new IllegalArgumentException("a secret stands in the command line or environment of the program");
        }
    }

    /**
     * A program that says when it is ready.
     *
     * @param reader understands what it prints
     * @param command the program, by name or absolute path, and its arguments
     * @return with nothing else
     */
    public static ProgramRun of(ProgramReader reader, List<String> command) {
        return new ProgramRun(command, Map.of(), Map.of(), List.of(), List.of(), false, reader);
    }

    /**
     * A program that is of use as soon as it runs, and whose output means nothing.
     *
     * @param command the program, by name or absolute path, and its arguments
     * @return with nothing else
     */
    public static ProgramRun readyAtStart(List<String> command) {
        return new ProgramRun(command, Map.of(), Map.of(), List.of(), List.of(), true, line -> ProgramReport.nothing());
    }

    /**
     * With one more variable.
     *
     * @param name of it
     * @param value no secret
     * @return a changed copy
     */
    public ProgramRun withVariable(String name, String value) {
        return new ProgramRun(command, and(environment, name, value), files, input, secrets, readyAtStart, reader);
    }

    /**
     * With one more file.
     *
     * @param name in the folder of the run
     * @param text its content
     * @return a changed copy
     */
    public ProgramRun withFile(String name, String text) {
        return new ProgramRun(command, environment, and(files, name, text), input, secrets, readyAtStart, reader);
    }

    /**
     * With one more line of input.
     *
     * @param line without its end
     * @return a changed copy
     */
    public ProgramRun withInput(String line) {
        return new ProgramRun(command, environment, files, and(input, line), secrets, readyAtStart, reader);
    }

    /**
     * With one more secret.
     *
     * @param secret one line
     * @return a changed copy
     */
    public ProgramRun withSecret(String secret) {
        return new ProgramRun(command, environment, files, input, and(secrets, secret), readyAtStart, reader);
    }

    /** Without what may be secret. */
    @Override
    public String toString() {
        return "run of " + command.get(0);
    }

    private static List<String> and(List<String> some, String one) {
        List<String> all = new ArrayList<>(some);
        all.add(one);
        return all;
    }

    private static Map<String, String> and(Map<String, String> some, String name, String value) {
        Map<String, String> all = new HashMap<>(some);
        all.put(name, value);
        return all;
    }
}
