package wherry.protocol;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.junit.Test;
import wherry.api.annex.AssociatedFile;
import wherry.api.annex.Key;
import wherry.api.annex.ServeMode;
import wherry.api.peer.GitService;
import wherry.api.protocol.ClientMachine;
import wherry.kit.Answer;
import wherry.kit.ClientEnd;
import wherry.kit.Gen;
import wherry.kit.MemoryStore;
import wherry.kit.Pair;
import wherry.kit.ServerEnd;

/** Our client and our server, over a link that breaks after every possible byte. */
public final class PairTest {
    private static final byte[] WANTED = content(5);
    private static final byte[] OFFERED = content(6);
    private static final Key WANTED_KEY = MemoryStore.keyOf(WANTED);
    private static final Key OFFERED_KEY = MemoryStore.keyOf(OFFERED);
    private static final AssociatedFile FILE = new AssociatedFile("a file%.dat");

    private final MemoryStore there = new MemoryStore();
    private final MemoryStore here = new MemoryStore();

    @Test
    public void everyOperationWorks() {
        Session session = new Session(Long.MAX_VALUE);
        session.play();
        assertThat(session.done(), is(9L));
        checkDone();
    }

    @Test
    public void whereverTheLinkBreaksNothingHangsAndTheNextTryFinishes() {
        Session whole = new Session(Long.MAX_VALUE);
        whole.play();
        for (long budget = 0; budget < whole.carried; budget++) {
            PairTest fresh = new PairTest();
            Session broken = fresh.new Session(budget);
            broken.play();
            broken.checkOver("after " + budget);
            fresh.new Session(Long.MAX_VALUE).play();
            fresh.checkDone();
        }
        assertThat(whole.carried, is(greaterThan(1_000L)));
    }

    @Test
    public void aFetchGoesBothWays() {
        Relay relay = new Relay(Long.MAX_VALUE);
        relay.play();
        assertThat(relay.exit.result(), is(Optional.of(0)));
        assertThat(World.text(relay.server.serviceInput()), is("want have done"));
        assertThat(World.text(relay.client.serviceOutput()), is("refs" + World.text(WANTED)));
    }

    @Test
    public void whereverTheLinkBreaksAFetchEnds() {
        for (long budget = 0; budget < 500; budget++) {
            Relay relay = new Relay(budget);
            relay.play();
            assertThat("ended after " + budget, relay.exit.isThere(), is(true));
            assertThat("client closed", relay.client.closed().isPresent(), is(true));
            assertThat("server closed", relay.server.isClosed(), is(true));
        }
    }

    private static byte[] content(int seed) {
        return Arrays.copyOf(new Gen(seed).bytes(120), 120);
    }

    private void checkDone() {
        assertThat(Arrays.equals(here.content(WANTED_KEY).orElseThrow(), WANTED), is(true));
        assertThat(Arrays.equals(there.content(OFFERED_KEY).orElseThrow(), OFFERED), is(true));
        assertThat(there.content(World.KEY), is(Optional.empty()));
    }

    /** One connection: what is to be done is done if it is not yet. */
    private final class Session {
        private final ServerEnd server = World.server(ServeMode.READ_WRITE, there);
        private final ClientEnd client = World.client(here);
        private final Pair pair;
        private final long budget;
        private final List<Answer<?>> answers = new ArrayList<>();
        private long carried;

        Session(long budget) {
            this.budget = budget;
            pair = new Pair(client, server, budget);
            if (here.content(OFFERED_KEY).isEmpty()) {
                here.put(OFFERED_KEY, OFFERED);
                there.put(WANTED_KEY, WANTED);
                there.put(World.KEY, World.CONTENT);
                here.putPartial(WANTED_KEY, Arrays.copyOf(WANTED, 10));
            }
        }

        void play() {
            ask(machine -> machine.authenticate(World.CLIENT, World.TOKEN, next()));
            ask(machine -> machine.negotiate(next()));
            ask(machine -> machine.checkPresent(WANTED_KEY, next()));
            long offset = client.about(WANTED_KEY);
            ask(machine -> machine.get(WANTED_KEY, FILE, offset, next()));
            client.about(OFFERED_KEY);
            ask(machine -> machine.put(OFFERED_KEY, FILE, next()));
            ask(machine -> machine.lockContent(WANTED_KEY, next()));
            if (!pair.isCut()) {
                client.tell(ClientMachine::unlockContent);
            }
            ask(machine -> machine.timestamp(next()));
            ask(machine -> machine.removeContent(World.KEY, OptionalLong.of(1_500), next()));
            ask(machine -> machine.removeContent(World.KEY, OptionalLong.empty(), next()));
            carried = pair.carried();
        }

        private void ask(Consumer<ClientMachine> operation) {
            if (!pair.isCut()) {
                client.tell(operation);
                pair.exchange();
            }
        }

        private <R> Answer<R> next() {
            Answer<R> answer = new Answer<>();
            answers.add(answer);
            return answer;
        }

        long done() {
            return answers.stream()
                    .filter(answer -> answer.result().isPresent())
                    .count();
        }

        void checkOver(String when) {
            assertThat(when + ", all answered", answers.stream().allMatch(Answer::isThere), is(true));
            assertThat(when + ", cut", pair.isCut() || pair.carried() == budget, is(true));
            here.content(WANTED_KEY).ifPresent(content -> assertThat(when, Arrays.equals(content, WANTED), is(true)));
            there.content(OFFERED_KEY)
                    .ifPresent(content -> assertThat(when, Arrays.equals(content, OFFERED), is(true)));
        }
    }

    /** A fetch: the service greets, hears, answers and ends. */
    private final class Relay {
        private final ServerEnd server = World.server(ServeMode.READ_WRITE, there);
        private final ClientEnd client = World.client(here);
        private final Pair pair;
        private final Answer<Integer> exit = new Answer<>();

        Relay(long budget) {
            pair = new Pair(client, server, budget);
        }

        void play() {
            client.tell(machine -> machine.authenticate(World.CLIENT, World.TOKEN, new Answer<>()));
            pair.exchange();
            client.tell(machine -> machine.connect(GitService.UPLOAD_PACK, exit));
            pair.exchange();
            serve(() -> server.serviceWrites(World.bytes("refs")));
            client.gitWrites(World.bytes("want "));
            client.gitWrites(World.bytes("have done"));
            pair.exchange();
            serve(() -> server.serviceWrites(WANTED));
            serve(() -> server.serviceExits(0));
        }

        private void serve(Runnable event) {
            if (server.isServing()) {
                event.run();
            }
            pair.exchange();
        }
    }
}
