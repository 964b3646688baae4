package wherry.control;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import picocli.CommandLine;
import wherry.api.command.CommandSummary;
import wherry.api.command.Commands;
import wherry.api.command.Display;
import wherry.api.command.Invocation;

/** Runs commands whose arguments picocli parses. */
@Component
public final class PicocliCommands implements Commands {
    static final String PROGRAM = "wherry";

    private final CommandTable table;

    /**
     * Called by Declarative Services.
     *
     * @param table finds the commands
     */
    @Activate
    public PicocliCommands(@Reference CommandTable table) {
        this.table = table;
    }

    @Override
    public List<CommandSummary> list() {
        List<CommandSummary> list = new ArrayList<>();
        for (String name : table.names()) {
            try (CommandLines lines = new CommandLines(table, new NoCaller())) {
                lines.find(name).ifPresent(line -> list.add(new CommandSummary(name, CommandLines.summary(line))));
            }
        }
        return list;
    }

    @Override
    public int run(String name, List<String> arguments, Invocation call) {
        try {
            if (!JsonCall.isWanted(arguments)) {
                return attempt(name, arguments, call).exitCode();
            }
            JsonCall json = new JsonCall(call);
            Attempt attempt = attempt(name, arguments, json);
            if (attempt.exitCode() != ExitCode.SUCCESS && (attempt.brokeOff() || !json.hasToldObject())) {
                json.tellFailure(attempt.command());
            }
            return attempt.exitCode();
        } finally {
            call.out().flush();
            call.err().flush();
        }
    }

    /**
     * How a command went.
     *
     * @param command the innermost
     * @param brokeOff or was not even understood
     */
    private record Attempt(int exitCode, String command, boolean brokeOff) {}

    private Attempt attempt(String name, List<String> arguments, Invocation call) {
        try (CommandLines lines = new CommandLines(table, call)) {
            Optional<CommandLine> line = lines.find(name);
            if (line.isEmpty()) {
                new UnknownWord(PROGRAM, name).amongCommands(table.names(), new QuotingCall(call).err());
                return new Attempt(ExitCode.USAGE, name, true);
            }
            int exitCode = line.get().execute(arguments.toArray(String[]::new));
            return new Attempt(exitCode, CommandLines.nameInObjects(name, line.get(), arguments), lines.hasFailed());
        }
    }

    @Override
    public Display display(PrintStream out, PrintStream err, boolean terminal) {
        return new CallerDisplay(
                out,
                terminal
                        ? Optional.of(new StatusLine(err, () -> Screen.USUAL_COLUMNS, System::nanoTime))
                        : Optional.empty());
    }
}
