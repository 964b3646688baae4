package wherry.annexcommands;

import java.util.List;
import java.util.Optional;
import wherry.api.command.Invocation;
import wherry.api.command.JsonLine;

/** Tells of steps between which git itself talks: a line before each, and how it ended. Used by one thread. */
final class SyncReport {
    private final Invocation call;
    private final Report report;
    private String step = "";
    private Optional<String> remote = Optional.empty();

    SyncReport(Invocation call, Report report) {
        this.call = call;
        this.report = report;
    }

    void begin(String what, Optional<String> with) {
        step = what;
        remote = with;
        if (!report.json()) {
            call.out()
                    .println(what
                            + with.map(name -> " " + TerminalText.shown(name)).orElse(""));
        }
    }

    void end(boolean success, List<String> messages) {
        if (!success) {
            report.countFailure();
        }
        if (report.json()) {
            JsonLine line = new JsonLine().with("command", step);
            remote.ifPresent(name -> line.with("remote", name));
            call.display().json(line.with("error-messages", messages).with("success", success));
            return;
        }
        messages.forEach(report::message);
        call.out().println(success ? "ok" : "failed");
    }
}
