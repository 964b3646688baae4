package wherry.protocol;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

import java.util.OptionalLong;
import org.junit.Test;
import wherry.api.annex.AssociatedFile;
import wherry.api.peer.GitService;
import wherry.api.protocol.ClientMachine;
import wherry.kit.Answer;
import wherry.kit.ClientEnd;
import wherry.kit.Gen;
import wherry.kit.MemoryStore;

/**
 * Whatever a server answers, in whatever pieces: every operation comes to an end, nothing throws, wrong content is never kept.
 * {@code wherry.property.rounds} is how often that is tried.
 */
public final class ClientPropertyTest {
    private static final int ROUNDS = Integer.getInteger("wherry.property.rounds", 100_000);

    private int succeeded;
    private int failed;
    private Answer<?> answer = new Answer<>();

    @Test(timeout = 1_200_000)
    public void noServerConfusesTheClient() {
        for (int seed = 0; seed < ROUNDS; seed++) {
            try {
                round(new Gen(seed));
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("seed " + seed, e);
            }
        }
        assertThat("operations that succeeded", succeeded, is(greaterThan(ROUNDS / 50)));
        assertThat("operations that failed", failed, is(greaterThan(ROUNDS / 50)));
    }

    private void round(Gen gen) {
        MemoryStore store = new MemoryStore();
        if (gen.once(2)) {
            store.put(World.KEY, World.CONTENT);
        }
        ClientEnd end = World.client(store);
        if (gen.once(2)) {
            end.tell(machine -> machine.negotiate(new Answer<>()));
            end.feed(World.bytes("VERSION " + gen.below(6) + "\n"));
        }
        end.about(World.KEY);
        end.tell(machine -> begin(gen.below(10), machine));
        for (byte[] chunk : gen.chunks(Noise.ofServer(gen))) {
            end.feed(chunk);
        }
        end.end();
        assertThat("over", answer.isThere(), is(true));
        assertThat("closed", end.closed().isPresent(), is(true));
        assertThat(World.text(store.content(World.KEY).orElse(World.CONTENT)), is(World.text(World.CONTENT)));
        succeeded += answer.result().isPresent() ? 1 : 0;
        failed += answer.reason().isPresent() ? 1 : 0;
    }

    private void begin(int operation, ClientMachine machine) {
        switch (operation) {
            case 0 -> machine.authenticate(World.CLIENT, World.TOKEN, next());
            case 1 -> machine.negotiate(next());
            case 2 -> machine.checkPresent(World.KEY, next());
            case 3 -> machine.lockContent(World.KEY, next());
            case 4 -> machine.removeContent(World.KEY, OptionalLong.empty(), next());
            case 5 -> machine.timestamp(next());
            case 6 -> machine.get(World.KEY, AssociatedFile.NONE, 0, next());
            case 7 -> machine.put(World.KEY, AssociatedFile.NONE, next());
            case 8 -> machine.connect(GitService.UPLOAD_PACK, next());
            default -> machine.awaitChange(next());
        }
    }

    private <R> Answer<R> next() {
        Answer<R> next = new Answer<>();
        answer = next;
        return next;
    }
}
