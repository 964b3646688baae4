package wherry.kit.simulation;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.Test;

public class VirtualLinkTest {
    private static final Duration LATENCY = Duration.ofMillis(100);
    private static final LinkQuality GOOD = new LinkQuality(LATENCY, Duration.ZERO, 0, 10_240);

    private final Simulation simulation = new Simulation(1);
    private final List<String> told = new ArrayList<>();
    private final ByteArrayOutputStream come = new ByteArrayOutputStream();

    private VirtualLink link(LinkQuality quality) {
        VirtualLink link = new VirtualLink(simulation, quality, "link");
        link.dialler().receiveBy(receiver("dialler"));
        link.accepter().receiveBy(receiver("accepter"));
        return link;
    }

    private LinkEnd.Receiver receiver(String name) {
        return new LinkEnd.Receiver() {
            @Override
            public void receive(byte[] part) {
                come.writeBytes(part);
                tell(name + " " + part.length);
            }

            @Override
            public void end() {
                tell(name + " end");
            }
        };
    }

    private void tell(String what) {
        told.add(simulation.clock().nanos() / 1_000_000 + " " + what);
    }

    @Test
    public void bytesTakeTheTimeOfTheLinkAndOfThoseBeforeThem() {
        VirtualLink link = link(GOOD);
        link.dialler().write(new byte[1_024]);
        link.dialler().write(new byte[512]);
        link.accepter().write(new byte[1]);

        simulation.run();
        assertThat(told, contains("100 dialler 1", "150 accepter 512", "200 accepter 512", "250 accepter 512"));
    }

    @Test
    public void whatIsLostComesLaterAndStillInOrder() {
        VirtualLink link = link(new LinkQuality(LATENCY, Duration.ofMillis(50), 0.3, 1_000_000));
        byte[] sent = simulation.random().bytes(20_000);
        link.dialler().write(sent);

        simulation.run();
        assertThat(come.toByteArray(), is(sent));
        assertThat(
                simulation.clock().nanos(),
                is(greaterThan(Duration.ofMillis(500).toNanos())));
    }

    @Test
    public void aLinkThatLosesAllBreaks() {
        VirtualLink link = link(new LinkQuality(LATENCY, Duration.ZERO, 0.999, 1_000_000));
        link.dialler().write(new byte[5_000]);

        simulation.run();
        assertThat(link.isOpen(), is(false));
        assertThat(told.size(), is(2));
    }

    @Test
    public void whatIsOnItsWayIsLostWhenTheLinkBreaksAndEachEndHearsOfItInItsTime() {
        VirtualLink link = link(GOOD);
        link.dialler().write(new byte[512]);
        link.dialler().write(new byte[512]);
        simulation.after(Duration.ofMillis(160), () -> link.breakOff(Duration.ofMillis(500), Duration.ofMillis(40)));

        simulation.run();
        assertThat(told, contains("150 accepter 512", "200 accepter end", "660 dialler end"));
    }

    @Test
    public void theOtherEndHearsOfAnEndAfterWhatWasWrittenAndWhoEndsHearsNothingMore() {
        VirtualLink link = link(GOOD);
        link.accepter().write(new byte[3]);
        link.dialler().write(new byte[512]);
        link.dialler().close();
        link.dialler().write(new byte[512]);

        simulation.run();
        assertThat(told, contains("150 accepter 512", "150 accepter end"));
        link.accepter().close();
        assertThat(link.isOpen(), is(false));
    }

    @Test
    public void whatComesBeforeSomebodyTakesItIsKept() {
        VirtualLink link = new VirtualLink(simulation, GOOD, "link");
        link.dialler().write(new byte[512]);
        link.dialler().close();
        simulation.run();
        assertThat(told, is(empty()));

        link.accepter().receiveBy(receiver("accepter"));
        assertThat(told, contains("150 accepter 512", "150 accepter end"));
    }
}
