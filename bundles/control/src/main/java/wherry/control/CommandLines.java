package wherry.control;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import wherry.api.command.Invocation;

/** Prepares commands for picocli, all alike: help, width, colours, and what becomes of errors. Holds them in use until closed. */
final class CommandLines implements AutoCloseable {
    private static final int WIDTH = 80;
    private static final int LEAST_WIDTH = 60;
    private static final int MOST_WIDTH = 160;
    private static final String GIT_ANNEX = "annex";

    private final CommandTable table;
    private final Invocation call;
    private final Invocation shown;
    private final Failures failures;
    private final List<UsedCommand> used = new ArrayList<>();

    CommandLines(CommandTable table, Invocation call) {
        this.table = table;
        this.call = QuotingCall.original(call);
        this.shown = new QuotingCall(this.call);
        this.failures = new Failures(shown);
    }

    /** Whether a command was not understood, or broke off. */
    boolean hasFailed() {
        return failures.happened();
    }

    /**
     * A command ready to be executed.
     *
     * @param name of the command; one that begins with {@code git-} is a program of its own, not a word after {@code wherry}
     */
    Optional<CommandLine> find(String name) {
        Optional<UsedCommand> found = table.use(name);
        found.ifPresent(used::add);
        return found.map(command -> line(name, command));
    }

    private CommandLine line(String name, UsedCommand command) {
        CommandLine line = new CommandLine(command.command().prepare(shown));
        // A word that begins with @ is a word, not a file whose lines are words: it may be the name of a file in a
        // repository.
        line.setExpandAtFiles(false);
        line.setCommandName(name.startsWith("git-") ? name : PicocliCommands.PROGRAM + " " + name);
        addHelp(line.getCommandSpec());
        line.setOut(new PrintWriter(call.out(), true, UTF_8));
        line.setErr(new PrintWriter(call.err(), true, UTF_8));
        line.setUsageHelpWidth(width());
        line.setColorScheme(Help.defaultColorScheme(colours() ? Help.Ansi.ON : Help.Ansi.OFF));
        line.setParameterExceptionHandler(failures);
        line.setExecutionExceptionHandler(failures);
        return line;
    }

    /** Subcommands have it, too. */
    static void addHelp(CommandSpec spec) {
        if (spec.findOption("--help") == null) {
            OptionSpec.Builder help =
                    spec.findOption("-h") == null ? OptionSpec.builder("-h", "--help") : OptionSpec.builder("--help");
            spec.addOption(help.usageHelp(true).description("Show this help.").build());
        }
        spec.subcommands().values().forEach(inner -> addHelp(inner.getCommandSpec()));
    }

    private int width() {
        try {
            int columns = Integer.parseInt(call.environment("COLUMNS").orElse(""));
            return Math.max(LEAST_WIDTH, Math.min(MOST_WIDTH, columns));
        } catch (NumberFormatException e) {
            return WIDTH;
        }
    }

    private boolean colours() {
        return call instanceof Call caller
                && caller.printsToTerminal()
                && call.environment("NO_COLOR").orElse("").isEmpty()
                && !call.environment("TERM").orElse("dumb").equals("dumb");
    }

    /** What objects of JSON call a command: its words, but those of git-annex's commands as git-annex does. */
    static String nameInObjects(String name, CommandLine line, List<String> arguments) {
        Optional<String> inner = arguments.stream()
                .takeWhile(word -> !word.equals("--"))
                .filter(line.getSubcommands()::containsKey)
                .findFirst();
        return inner.map(word -> name.equals(GIT_ANNEX) ? word : name + " " + word)
                .orElse(name);
    }

    /** What a command says of itself in one line. */
    static String summary(CommandLine line) {
        String[] description = line.getCommandSpec().usageMessage().description();
        return description.length == 0 ? "" : description[0];
    }

    @Override
    public void close() {
        used.forEach(UsedCommand::close);
    }
}
