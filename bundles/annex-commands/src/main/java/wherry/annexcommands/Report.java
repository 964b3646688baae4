package wherry.annexcommands;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import wherry.api.command.Invocation;
import wherry.api.command.JsonLine;

/** Says what was done with each file, in git-annex's words and forms. Used by one thread. */
final class Report {
    private static final String INDENT = "  ";

    private final Invocation call;
    private final String command;
    private final boolean json;
    private int failures;

    Report(Invocation call, String command, boolean json) {
        this.call = call;
        this.command = command;
        this.json = json;
    }

    boolean json() {
        return json;
    }

    /** It was done. */
    void ok(Subject subject, String note) {
        ok(subject, note, Map.of());
    }

    /** It was done; with more fields for programs. */
    void ok(Subject subject, String note, Map<String, ?> more) {
        line(subject, note, List.of(), true, more);
    }

    /** It was not done. */
    void failed(Subject subject, String note, List<String> messages) {
        failed(subject, note, messages, Map.of());
    }

    /** It was not done; with more fields for programs. */
    void failed(Subject subject, String note, List<String> messages, Map<String, ?> more) {
        failures++;
        line(subject, note, messages, false, more);
    }

    /** One failure was told in another way. */
    void countFailure() {
        failures++;
    }

    private void line(Subject subject, String note, List<String> messages, boolean success, Map<String, ?> more) {
        if (json) {
            Map<String, Object> fields = new TreeMap<>(more);
            fields.put("command", command);
            fields.put("error-messages", messages);
            fields.put("file", subject.file());
            fields.put("input", subject.input().isEmpty() ? List.of() : List.of(subject.input()));
            subject.key().ifPresent(key -> fields.put("key", Words.text(key)));
            if (!note.isEmpty()) {
                fields.put("note", note);
            }
            fields.put("success", success);
            JsonLine line = new JsonLine();
            fields.forEach(line::with);
            call.display().json(line);
            return;
        }
        messages.forEach(this::message);
        String shown = note.isEmpty() ? "" : "(" + note + ") ";
        call.out().println(command + " " + Words.shown(subject.file()) + " " + shown + (success ? "ok" : "failed"));
    }

    /** A sentence for the user only. */
    void message(String text) {
        text.lines().forEach(line -> call.err().println(INDENT + line));
    }

    /** An argument that led nowhere. */
    void noSuchFile(String input) {
        if (json) {
            failed(new Subject(input, input, Optional.empty()), "", List.of(input + " not found"));
        } else {
            failures++;
            call.err().println(input + " not found; it is not in git, or not there");
        }
    }

    /** What the command ends with. */
    int exitCode() {
        if (failures > 0 && !json) {
            call.err().println(command + ": " + failures + " failed");
        }
        return failures == 0 ? 0 : 1;
    }
}
