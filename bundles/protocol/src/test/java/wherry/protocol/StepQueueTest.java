package wherry.protocol;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.Test;

public final class StepQueueTest {
    private final List<String> seen = new ArrayList<>();
    private final StepQueue<List<String>> outbox =
            new StepQueue<>((list, bytes) -> list.add("bytes " + StandardCharsets.ISO_8859_1.decode(bytes)));

    @Test
    public void keepsTheOrderAndJoinsBytesInARow() {
        outbox.transmit(World.bytes("a"));
        outbox.transmit(World.bytes("b"));
        outbox.add(list -> list.add("step"));
        outbox.transmit(World.bytes("c"));
        assertThat(outbox.isEmpty(), is(false));
        while (outbox.poll(seen)) {
            assertThat(seen.isEmpty(), is(false));
        }
        assertThat(seen, is(List.of("bytes ab", "step", "bytes c")));
        assertThat(outbox.isEmpty(), is(true));
    }

    @Test
    public void aStepMayAddSteps() {
        outbox.add(list -> outbox.transmit(World.bytes("later")));
        assertThat(outbox.poll(seen), is(true));
        assertThat(outbox.poll(seen), is(true));
        assertThat(outbox.poll(seen), is(false));
        assertThat(seen, is(List.of("bytes later")));
    }
}
