package wherry.keycommands;

import java.io.IOException;
import java.util.List;
import wherry.api.annex.AnnexUuid;
import wherry.api.annex.Key;
import wherry.api.command.Invocation;
import wherry.api.command.JsonLine;
import wherry.api.content.ContentAnswer;
import wherry.api.content.KeyAnswers;

/** Tells how it went with each key, and what exit code that makes. Used by one thread. */
final class KeyReport implements KeyAnswers {
    private static final int NO = 1;
    private static final int ERROR = 3;

    private final Invocation call;
    private final Form form;
    private int exitCode;

    /**
     * How it is told.
     *
     * @param command the subcommand
     * @param json whether in objects of JSON
     * @param named whether the key stands in each line, since there may be several
     * @param yes a word
     * @param no a word or two
     */
    record Form(String command, boolean json, boolean named, String yes, String no) {}

    KeyReport(Invocation call, Form form) {
        this.call = call;
        this.form = form;
    }

    int exitCode() {
        return exitCode;
    }

    @Override
    public void answered(Key key, ContentAnswer answer) {
        String name = KeyArgument.shown(key);
        if (form.json()) {
            JsonLine line = line(name).with("success", answer.done());
            if (!answer.others().isEmpty()) {
                line.with(
                        "others", answer.others().stream().map(AnnexUuid::value).toList());
            }
            call.display().json(line);
        } else {
            call.out().println((answer.done() ? form.yes() : form.no()) + (form.named() ? " " + name : ""));
        }
        exitCode = Math.max(exitCode, answer.done() ? 0 : NO);
    }

    @Override
    public void failed(Key key, IOException reason) {
        failed(KeyArgument.shown(key), reason);
    }

    /** @param name of the key as far as it is known */
    void failed(String name, IOException reason) {
        String message = String.valueOf(reason.getMessage());
        if (form.json()) {
            call.display().json(line(name).with("success", false).with("error-messages", List.of(message)));
        }
        call.err()
                .println("wherry key " + form.command() + ": " + (form.named() && !name.isEmpty() ? name + ": " : "")
                        + message);
        exitCode = ERROR;
    }

    private JsonLine line(String key) {
        return new JsonLine().with("command", "key " + form.command()).with("key", key);
    }
}
