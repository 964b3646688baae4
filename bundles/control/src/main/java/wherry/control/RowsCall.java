package wherry.control;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import wherry.api.command.Display;
import wherry.api.command.ForwardedInvocation;
import wherry.api.command.Invocation;
import wherry.api.command.JsonLine;

/** A call in whose place the node asks a command for objects, and keeps them instead of printing them. Used by one thread. */
final class RowsCall extends ForwardedInvocation {
    private final List<Map<String, Object>> rows = new ArrayList<>();
    private final PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);

    RowsCall(Invocation call) {
        super(call);
    }

    /** What was told so far. */
    List<Map<String, Object>> rows() {
        return rows;
    }

    @Override
    public PrintStream out() {
        return nowhere;
    }

    @Override
    public PrintStream err() {
        return nowhere;
    }

    @Override
    public OutputStream rawOut() {
        return nowhere;
    }

    @Override
    public Display display() {
        CallerDisplay printing = new CallerDisplay(nowhere, Optional.empty());
        return new ForwardedDisplay(printing) {
            @Override
            public void json(JsonLine line) {
                rows.add(Map.copyOf(line.fields()));
            }
        };
    }
}
