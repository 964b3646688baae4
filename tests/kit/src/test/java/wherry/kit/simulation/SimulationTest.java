package wherry.kit.simulation;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.Assert.assertThrows;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.After;
import org.junit.Test;

public class SimulationTest {
    private static final long SEED = 4711;

    private final Simulation simulation = new Simulation(SEED);
    private final List<String> happened = new ArrayList<>();

    @After
    public void close() {
        simulation.close();
    }

    private void note(String what) {
        happened.add(simulation.clock().nanos() / 1_000_000 + " " + what);
    }

    @Test
    public void eventsHappenInTheOrderOfTheirTimesAndThenInThatOfTheirAsking() {
        simulation.after(Duration.ofMillis(20), () -> note("c"));
        simulation.after(Duration.ofMillis(10), () -> {
            note("a");
            simulation.after(Duration.ofMillis(10), () -> note("d"));
            simulation.after(Duration.ZERO, () -> note("b"));
        });

        simulation.run();
        assertThat(happened, contains("10 a", "10 b", "20 c", "20 d"));
    }

    @Test
    public void aThreadGoesOnWhenASignalIsGivenOrItsTimeIsUp() {
        Signal signal = new Signal(simulation);
        simulation.after(Duration.ofMillis(5), signal::give);
        simulation.start(Duration.ofMillis(10), () -> {
            note("waits");
            note("given " + signal.await(Duration.ofMillis(30)));
            note("given " + signal.await(Duration.ofMillis(30)));
            simulation.sleep(Duration.ofMillis(7));
            note("ends");
        });
        simulation.after(Duration.ofMillis(20), () -> {
            signal.give();
            signal.give();
        });

        simulation.run();
        assertThat(happened, contains("10 waits", "20 given true", "50 given false", "57 ends"));
    }

    @Test
    public void onlyOneThreadRunsAtATime() {
        int[] running = {0};
        for (int i = 0; i < 50; i++) {
            simulation.start(Duration.ofMillis(simulation.random().below(20)), () -> {
                for (int j = 0; j < 50; j++) {
                    assertThat(++running[0], is(1));
                    running[0]--;
                    simulation.sleep(Duration.ofMillis(simulation.random().below(20)));
                }
                note("done");
            });
        }

        simulation.run();
        assertThat(happened.size(), is(50));
    }

    @Test
    public void whatATaskThrowsEndsAllAndIsToldWithTheSeedAndWhatHappenedLast() {
        simulation.trace().add("the last thing");
        simulation.start(Duration.ofMillis(1), () -> {
            throw new IOException("no luck");
        });
        simulation.after(Duration.ofMillis(2), () -> note("too late"));

        String message = assertThrows(AssertionError.class, simulation::run).getMessage();
        assertThat(message, containsString("seed " + SEED + ", event 1: "));
        assertThat(message, containsString("no luck"));
        assertThat(message, containsString("0.000000 the last thing"));
        assertThat(happened, is(List.of()));
    }

    @Test
    public void aCheckIsMadeAfterEveryEvent() {
        simulation.check(() -> note("checked"));
        simulation.check(() -> {
            if (simulation.happened() == 2) {
                throw new AssertionError("not well");
            }
        });
        simulation.after(Duration.ofMillis(1), () -> note("a"));
        simulation.after(Duration.ofMillis(2), () -> note("b"));

        String message = assertThrows(AssertionError.class, simulation::run).getMessage();
        assertThat(message, containsString("not well"));
        assertThat(happened, contains("1 a", "1 checked", "2 b", "2 checked"));
    }

    @Test
    public void threadsThatStillWaitEndWithTheSimulation() {
        simulation.start(Duration.ZERO, () -> {
            try {
                simulation.sleep(Duration.ofHours(1));
            } finally {
                note("ended");
            }
        });
        simulation.after(Duration.ofMillis(1), () -> {
            throw new IllegalStateException("something else");
        });

        assertThrows(AssertionError.class, simulation::run);
        simulation.close();
        assertThat(happened, contains("1 ended"));
    }

    @Test
    public void onlyASimulatedThreadCanWait() {
        assertThrows(IllegalStateException.class, () -> simulation.sleep(Duration.ofMillis(1)));
    }
}
