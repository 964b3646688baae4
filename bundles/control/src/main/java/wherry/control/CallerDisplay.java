package wherry.control;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.io.PrintStream;
import java.util.Optional;
import java.util.OptionalLong;
import wherry.api.command.Display;
import wherry.api.command.JsonLine;
import wherry.api.command.Progress;

/**
 * Shows things on a caller's standard streams.
 *
 * @param out for results
 * @param line of the terminal; none where there is no terminal
 */
record CallerDisplay(PrintStream out, Optional<StatusLine> line) implements Display {
    private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();

    @Override
    public void json(JsonLine line) {
        out.println(Quoting.json(GSON.toJson(line.fields())));
    }

    @Override
    public Progress progressLine(String what, OptionalLong size) {
        return line.map(shown -> shown.begin(Quoting.line(what), size)).orElseGet(this::noProgress);
    }

    @Override
    public Progress progressObjects(JsonLine action, OptionalLong size) {
        return new ProgressObjects(action, size, this);
    }

    @Override
    public Progress noProgress() {
        return new CountedProgress();
    }
}
