package wherry.protocol;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

import java.util.List;
import org.junit.Test;
import wherry.api.annex.ServeMode;
import wherry.kit.Gen;
import wherry.kit.MemoryStore;
import wherry.kit.ServerEnd;

/**
 * Whatever a client sends, in whatever pieces: the server never throws, never says what a server does not say, never sends more
 * or less than it promised. {@code wherry.property.rounds} is how often that is tried.
 */
public final class ServerPropertyTest {
    private static final int ROUNDS = Integer.getInteger("wherry.property.rounds", 100_000);

    private int closed;
    private int served;
    private int answered;
    private long lines;

    @Test(timeout = 1_200_000)
    public void noClientConfusesTheServer() {
        for (int seed = 0; seed < ROUNDS; seed++) {
            try {
                round(new Gen(seed));
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("seed " + seed, e);
            }
        }
        assertThat("connections that ended early", closed, is(greaterThan(ROUNDS / 100)));
        assertThat("git services", served, is(greaterThan(ROUNDS / 1000)));
        assertThat("answers", answered, is(greaterThan(ROUNDS)));
        assertThat("lines and pieces of lines", lines, is(greaterThan(3L * ROUNDS)));
    }

    private void round(Gen gen) {
        MemoryStore store = new MemoryStore();
        store.put(World.KEY, World.CONTENT);
        ServerEnd end = World.server(gen.pick(ServeMode.values()), store);
        if (!gen.once(4)) {
            end.feed(World.bytes("AUTH u " + World.TOKEN.reveal() + "\n"));
        }
        if (gen.once(2)) {
            end.feed(World.bytes("VERSION " + gen.below(5) + "\n"));
        }
        byte[] noise = Noise.ofClient(gen);
        lines += World.text(noise).lines().count();
        for (byte[] chunk : gen.chunks(noise)) {
            end.feed(chunk);
            happen(gen, end);
            check(end);
        }
        closed += end.isClosed() ? 1 : 0;
        end.end();
        check(end);
        assertThat("closed", end.isClosed(), is(true));
        assertThat(World.text(store.content(World.KEY).orElse(World.CONTENT)), is(World.text(World.CONTENT)));
    }

    private void happen(Gen gen, ServerEnd end) {
        if (end.isServing() && gen.once(3)) {
            served++;
            end.serviceWrites(World.bytes("0000\n"));
        }
        if (end.isServing() && gen.once(10)) {
            end.serviceExits(gen.below(3));
        }
        if (end.isWatching() && gen.once(2)) {
            end.changed(List.of("a33661dbeaa26aa8b155ac9966acbbce3ab00989"));
        }
    }

    private void check(ServerEnd end) {
        byte[] written = end.written();
        answered += written.length > 0 ? 1 : 0;
        OutputCheck.server(written);
    }
}
