package wherry.annexcommands;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import wherry.api.command.Invocation;
import wherry.api.command.JsonLine;
import wherry.api.command.Progress;

/** Says what was done with each file, in git-annex's words and forms. Thread-safe. */
final class Report {
    private static final String INDENT = "  ";

    private final Invocation call;
    private final Form form;
    private int failures;

    /**
     * How it is told.
     *
     * @param command the subcommand
     * @param json in objects
     * @param progress how far each is, too, in objects
     */
    record Form(String command, boolean json, boolean progress) {
        Form(String command, Output output) {
            this(command, output.json(), false);
        }

        /** The same of another command. */
        Form named(String other) {
            return new Form(other, json, progress);
        }
    }

    Report(Invocation call, Form form) {
        this.call = call;
        this.form = form;
    }

    boolean json() {
        return form.json();
    }

    /** Shows how far a transfer is. */
    Progress progress(CommandTarget subject, String note) {
        var size = subject.wanted().size();
        if (form.progress()) {
            return call.display().progressObjects(line(fields(subject, note)), size);
        }
        return form.json()
                ? call.display().noProgress()
                : call.display().progressLine(form.command() + " " + TerminalText.shown(subject.file()), size);
    }

    /** It was done. */
    void ok(CommandTarget subject, String note) {
        ok(subject, note, Map.of());
    }

    /** It was done; with more fields for programs. */
    void ok(CommandTarget subject, String note, Map<String, ?> more) {
        tell(subject, note, List.of(), true, more);
    }

    /** It was not done. */
    void failed(CommandTarget subject, String note, List<String> messages) {
        failed(subject, note, messages, Map.of());
    }

    /** It was not done; with more fields for programs. */
    void failed(CommandTarget subject, String note, List<String> messages, Map<String, ?> more) {
        countFailure();
        tell(subject, note, messages, false, more);
    }

    /** One failure was told in another way. */
    synchronized void countFailure() {
        failures++;
    }

    private synchronized void tell(
            CommandTarget subject, String note, List<String> messages, boolean success, Map<String, ?> more) {
        if (form.json()) {
            Map<String, Object> fields = fields(subject, note);
            fields.putAll(more);
            fields.put("error-messages", messages);
            fields.put("success", success);
            call.display().json(line(fields));
            return;
        }
        messages.forEach(this::message);
        String shown = note.isEmpty() ? "" : "(" + note + ") ";
        call.out()
                .println(form.command() + " " + TerminalText.shown(subject.file()) + " " + shown
                        + (success ? "ok" : "failed"));
    }

    private Map<String, Object> fields(CommandTarget subject, String note) {
        Map<String, Object> fields = new TreeMap<>();
        fields.put("command", form.command());
        if (!subject.keyOnly()) {
            fields.put("file", TerminalText.plain(subject.file()));
        }
        fields.put("input", subject.input().isEmpty() ? List.of() : List.of(TerminalText.plain(subject.input())));
        subject.key().ifPresent(key -> fields.put("key", TerminalText.text(key)));
        if (!note.isEmpty()) {
            fields.put("note", note);
        }
        return fields;
    }

    private static JsonLine line(Map<String, Object> fields) {
        JsonLine line = new JsonLine();
        fields.forEach(line::with);
        return line;
    }

    /** A sentence for the user only. */
    void message(String text) {
        text.lines().forEach(line -> call.err().println(INDENT + line));
    }

    /** An argument that led nowhere. */
    void noSuchFile(String input) {
        if (form.json()) {
            failed(new CommandTarget(input, input, Optional.empty(), false), "", List.of(input + " not found"));
        } else {
            countFailure();
            call.err().println(input + " not found; it is not in git, or not there");
        }
    }

    /** What the command ends with. */
    synchronized int exitCode() {
        if (failures > 0 && !form.json()) {
            call.err().println(form.command() + ": " + failures + " failed");
        }
        return failures == 0 ? 0 : 1;
    }
}
