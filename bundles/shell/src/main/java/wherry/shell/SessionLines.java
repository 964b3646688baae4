package wherry.shell;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import org.apache.felix.gogo.jline.Shell;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Converter;
import org.apache.felix.service.command.Function;
import org.apache.felix.service.command.Job;
import org.jspecify.annotations.Nullable;
import wherry.api.command.Commands;

/** Runs the lines of one session, in which there are some commands more than in Gogo. Used by one thread. */
final class SessionLines {
    static final List<String> LEAVING = List.of("exit", "quit", "logout");
    private static final int FAILED = 1;
    private static final int INTERRUPTED = 130;
    private static final long MOST_NANOS_TO_END = 5_000_000_000L;
    private static final long PAUSE_MILLIS = 20;

    private final CommandSession session;
    private final Commands commands;
    private final PrintStream out;
    private final PrintStream err;
    private volatile boolean left;

    /**
     * Adds the commands to the session.
     *
     * @param out where results go
     * @param err where errors go
     */
    SessionLines(CommandSession session, Commands commands, PrintStream out, PrintStream err) {
        this.session = session;
        this.commands = commands;
        this.out = out;
        this.err = err;
        session.put(Shell.VAR_SCOPE, GogoCommands.SCOPE + ":felix:scr:gogo:*");
        LEAVING.forEach(word -> session.put(word, (Function) (inner, arguments) -> leave()));
        session.put("help", (Function) (inner, arguments) -> help(inner, words(arguments)));
        session.put("wherry", (Function) (inner, arguments) -> wherry(inner, words(arguments)));
    }

    /** Whether the user has said so. */
    boolean isLeft() {
        return left;
    }

    /** Runs one; returns an exit code. */
    int execute(String line) {
        try {
            Object result = session.execute(line);
            if (result != null) {
                String.valueOf(session.format(result, Converter.INSPECT))
                        .lines()
                        .forEach(out::println);
            }
            return 0;
        } catch (CommandFailed e) {
            return e.exitCode();
        } catch (CancellationException | InterruptedException e) {
            return INTERRUPTED;
        } catch (Exception e) {
            err.println("wherry shell: " + Sentence.of(e));
            return FAILED;
        } finally {
            awaitForeground();
        }
    }

    /** A command that was told to end holds Gogo's session until it has ended; one that does not end goes on in the background. */
    private void awaitForeground() {
        long end = System.nanoTime() + MOST_NANOS_TO_END;
        boolean interrupted = Thread.interrupted();
        for (Job job = session.foregroundJob(); job != null; job = session.foregroundJob()) {
            if (System.nanoTime() > end) {
                job.background();
                break;
            }
            try {
                Thread.sleep(PAUSE_MILLIS);
            } catch (InterruptedException e) {
                interrupted = true;
                end = System.nanoTime();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private @Nullable Object leave() {
        left = true;
        return null;
    }

    private static List<String> words(List<Object> arguments) {
        return arguments.stream().map(String::valueOf).toList();
    }

    /** {@code wherry status} typed here means {@code status}. */
    private @Nullable Object wherry(CommandSession inner, List<String> words) {
        if (words.isEmpty()) {
            return help(inner, words);
        }
        return GogoCommands.run(commands, words.get(0), inner, words.subList(1, words.size()));
    }

    private @Nullable Object help(CommandSession inner, List<String> words) {
        boolean ours = words.isEmpty()
                || commands.list().stream().anyMatch(command -> command.name().equals(plain(words.get(0))));
        if (ours) {
            List<String> rest = new ArrayList<>(words);
            if (!words.isEmpty()) {
                rest.set(0, plain(words.get(0)));
            }
            GogoCommands.run(commands, "help", inner, rest);
        } else if (LEAVING.contains(words.get(0))) {
            out.println(words.get(0) + ": leaves this shell; the node goes on");
        } else {
            return gogoHelp(inner, words.get(0));
        }
        if (words.isEmpty()) {
            others().lines().forEach(out::println);
        }
        return null;
    }

    private static String plain(String name) {
        return name.startsWith(GogoCommands.SCOPE + ":") ? name.substring(GogoCommands.SCOPE.length() + 1) : name;
    }

    private static @Nullable Object gogoHelp(CommandSession inner, String name) {
        Set<String> known = Shell.getCommands(inner);
        if (known.stream().noneMatch(command -> command.equals(name) || command.endsWith(":" + name))) {
            throw new IllegalArgumentException("'" + name + "' is not a command. See: help");
        }
        try {
            return inner.execute("gogo:help '" + name + "'");
        } catch (Exception e) {
            throw new IllegalStateException(Sentence.of(e), e);
        }
    }

    private String others() {
        Set<String> others = new TreeSet<>(Shell.getCommands(session));
        others.removeIf(command -> command.startsWith(GogoCommands.SCOPE + ":"));
        return "Of Gogo and the framework: " + others.stream().collect(Collectors.joining(" "))
                + "\nexit, quit, logout or ctrl-D leave this shell; the node goes on.";
    }
}
