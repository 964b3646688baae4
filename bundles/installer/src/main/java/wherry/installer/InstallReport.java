package wherry.installer;

import java.util.List;
import wherry.api.command.Invocation;
import wherry.api.command.JsonLine;

/**
 * Tells what was done with bundles.
 *
 * @param call whom
 * @param command that did it
 * @param json in objects
 */
record InstallReport(Invocation call, String command, boolean json) {
    /**
     * One more.
     *
     * @param input the argument
     * @param sentences that say what was done
     */
    void done(String input, List<String> sentences) {
        if (!json) {
            sentences.forEach(call.out()::println);
            return;
        }
        call.display()
                .json(new JsonLine()
                        .with("command", command)
                        .with("input", List.of(input))
                        .with("notes", sentences)
                        .with("success", true));
    }
}
