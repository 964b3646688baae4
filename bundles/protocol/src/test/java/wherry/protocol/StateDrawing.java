package wherry.protocol;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Draws the state tables as the document shows them. */
final class StateDrawing {
    private StateDrawing() {}

    static String document() {
        return """
                # The states of the protocol's machines

                Generated from `ServerTable` and `ClientTable` in `bundles/protocol`; a test compares them. After a change there, write it anew:
                `mvn -pl bundles/protocol -am verify -Dwherry.states.write=true`.

                In capitals stands a line of the other end, else a result; `send` is a line with which the client begins. What happens on
                any other line and at the end of the stream stands in the tables below the drawings. Where no line is due, the server
                leaves what comes to wait; the client takes it as the end of the stream, as its peer speaks out of turn. An end of
                the stream that a state does not know takes effect in the next one that does.

                ## Server

                """
                + drawing(ServerTable.TABLE, ServerState.EXPECTING_AUTH)
                + table(ServerTable.TABLE, ServerState.values())
                + "\n## Client\n\n"
                + drawing(ClientTable.TABLE, ClientState.IDLE)
                + table(ClientTable.TABLE, ClientState.values());
    }

    private static <S extends Enum<S>> String drawing(StateTable<S> table, S start) {
        Map<String, String> arrows = new LinkedHashMap<>();
        for (StateTable.Row<S> row : table.rows()) {
            if (row.on() != StepResult.OTHER && row.on() != StepResult.END) {
                String arrow = row.from() + " --> " + (row.to().name().equals("CLOSED") ? "[*]" : row.to());
                arrows.merge(arrow, row.on().label(), (some, more) -> some + ", " + more);
            }
        }
        String lines = arrows.entrySet().stream()
                .map(arrow -> "    " + arrow.getKey() + " : " + arrow.getValue() + "\n")
                .collect(Collectors.joining());
        return "```mermaid\nstateDiagram-v2\n    [*] --> " + start + "\n" + lines + "```\n\n";
    }

    private static <S extends Enum<S>> String table(StateTable<S> table, S[] states) {
        String lines = Stream.of(states)
                .filter(state -> !state.name().equals("CLOSED"))
                .map(state -> "| " + state + " | " + cell(table.next(state, StepResult.OTHER), "not due") + " | "
                        + cell(table.next(state, StepResult.END), "later") + " |\n")
                .collect(Collectors.joining());
        return "| state | any other line | end of stream |\n|---|---|---|\n" + lines;
    }

    private static <S extends Enum<S>> String cell(Optional<S> next, String otherwise) {
        return next.map(state -> state.name().equals("CLOSED") ? "closes" : "to " + state)
                .orElse(otherwise);
    }
}
