package wherry.protocol;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.Assert.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.Test;

public final class StateTableTest {
    private static final Path DOCUMENT = Path.of("..", "..", "docs", "protocol-states.md");

    @Test
    public void theCommittedDrawingShowsTheTables() throws IOException {
        if (Boolean.getBoolean("wherry.states.write")) {
            Files.writeString(DOCUMENT, StateDrawing.document());
        }
        assertThat(Files.readString(DOCUMENT), is(StateDrawing.document()));
    }

    @Test
    public void theServerCanGetEverywhereAndAlwaysOut() {
        checkSound(ServerTable.TABLE, ServerState.class, ServerState.EXPECTING_AUTH, ServerState.CLOSED);
    }

    @Test
    public void theClientCanGetEverywhereAndAlwaysOut() {
        checkSound(ClientTable.TABLE, ClientState.class, ClientState.IDLE, ClientState.CLOSED);
    }

    @Test
    public void whoeverWaitsForALineNoticesTheEnd() {
        for (ServerState state : ServerState.values()) {
            boolean waits = ServerTable.TABLE.next(state, StepResult.OTHER).isPresent();
            boolean notices = ServerTable.TABLE.next(state, StepResult.END).isPresent();
            assertThat(state.name(), !waits || notices, is(true));
        }
    }

    @Test
    public void theClientConcludesNothingFromAnUnexpectedLine() {
        Set<ClientState> after = ClientTable.TABLE.rows().stream()
                .filter(row -> row.on() == StepResult.OTHER)
                .map(StateTable.Row::to)
                .collect(Collectors.toSet());
        assertThat(after, is(Set.of(ClientState.CLOSED)));
    }

    @Test
    public void refusesTwoMovesForOneTrigger() {
        StateTable.Rows<ServerState> rows = new StateTable.Rows<ServerState>()
                .add(ServerState.READY, ServerState.CHECKING, Verb.CHECKPRESENT)
                .add(ServerState.READY, ServerState.CLOSED, Verb.CHECKPRESENT);
        assertThrows(IllegalArgumentException.class, rows::table);
    }

    private static <S extends Enum<S>> void checkSound(StateTable<S> table, Class<S> states, S start, S closed) {
        Set<S> reached = new HashSet<>(Set.of(start));
        for (int i = 0; i < states.getEnumConstants().length; i++) {
            table.rows().stream().filter(row -> reached.contains(row.from())).forEach(row -> reached.add(row.to()));
        }
        assertThat("reached", reached, is(EnumSet.allOf(states)));
        for (S state : EnumSet.complementOf(EnumSet.of(closed))) {
            Set<S> next = table.rows().stream()
                    .filter(row -> row.from() == state)
                    .map(StateTable.Row::to)
                    .collect(Collectors.toSet());
            next.remove(state);
            assertThat("ways out of " + state, next, not(empty()));
        }
        assertThat(
                "ways out of " + closed,
                table.rows().stream().filter(row -> row.from() == closed).count(),
                is(0L));
    }
}
