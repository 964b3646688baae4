package wherry.protocol;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Every move that a machine may make. A state that lists {@link StepResult#OTHER} waits for a line from the peer; the others wait for
 * a result.
 *
 * @param <S> the states
 */
final class StateTable<S extends Enum<S>> {
    private final List<Row<S>> rows;
    private final Map<S, Map<Trigger, S>> moves = new HashMap<>();

    private StateTable(List<Row<S>> rows) {
        this.rows = List.copyOf(rows);
        for (Row<S> row : rows) {
            S known = moves.computeIfAbsent(row.from(), from -> new HashMap<>()).put(row.on(), row.to());
            if (known != null) {
                throw new IllegalArgumentException(
                        "two rows for " + row.from() + " on " + row.on().label());
            }
        }
    }

    /** One move. */
    record Row<S extends Enum<S>>(S from, Trigger on, S to) {}

    /** In the order in which they were written. */
    List<Row<S>> rows() {
        return rows;
    }

    Optional<S> next(S from, Trigger on) {
        return Optional.ofNullable(moves.getOrDefault(from, Map.of()).get(on));
    }

    /** Writes a table down. */
    static final class Rows<S extends Enum<S>> {
        private final List<Row<S>> rows = new ArrayList<>();

        Rows<S> add(S from, S to, Trigger... on) {
            for (Trigger trigger : on) {
                rows.add(new Row<>(from, trigger, to));
            }
            return this;
        }

        StateTable<S> table() {
            return new StateTable<>(rows);
        }
    }
}
