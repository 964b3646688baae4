package wherry.networkprograms;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import wherry.transport.program.NetworkProgram;
import wherry.transport.program.ProgramReport;
import wherry.transport.program.ProgramRun;
import wherry.transport.program.RunPlace;

/** A network program written in sh: says {@code READY}, {@code TROUBLE why} or {@code BROKEN why}. */
record ShellProgram(
        String command,
        List<String> arguments,
        Duration readyWithin,
        Duration endsWithin,
        UnaryOperator<ProgramRun> more)
        implements NetworkProgram {
    static ShellProgram of(String script) {
        return new ShellProgram(
                "sh", List.of("-c", script), Duration.ofSeconds(20), Duration.ofSeconds(3), UnaryOperator.identity());
    }

    static ShellProgram named(Path command) {
        return new ShellProgram(
                command.toString(), List.of(), Duration.ofSeconds(20), Duration.ofSeconds(3), UnaryOperator.identity());
    }

    ShellProgram with(UnaryOperator<ProgramRun> change) {
        return new ShellProgram(command, arguments, readyWithin, endsWithin, change);
    }

    ShellProgram within(Duration ready, Duration end) {
        return new ShellProgram(command, arguments, ready, end, more);
    }

    @Override
    public String name() {
        return "relay";
    }

    @Override
    public String installation() {
        return "install it with: apt install relay";
    }

    @Override
    public ProgramRun prepare(RunPlace place) {
        List<String> words = new ArrayList<>(List.of(command));
        words.addAll(arguments);
        return more.apply(ProgramRun.of(ShellProgram::read, words));
    }

    private static ProgramReport read(String line) {
        if (line.equals("READY")) {
            return ProgramReport.ready();
        } else if (line.startsWith("TROUBLE ")) {
            return ProgramReport.trouble(line.substring(8));
        } else if (line.startsWith("BROKEN ")) {
            return ProgramReport.broken(line.substring(7));
        }
        return ProgramReport.nothing();
    }
}
