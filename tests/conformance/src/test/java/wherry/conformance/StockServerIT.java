package wherry.conformance;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.time.Duration;
import org.junit.After;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Test;
import wherry.kit.programs.Patience;
import wherry.kit.programs.StockServer;
import wherry.kit.programs.ThrowawayRepository;
import wherry.kit.programs.Workplace;

/** How git-annex's own server ends, which the tests rely on. */
public class StockServerIT {
    @ClassRule
    public static final NeedsPrograms PROGRAMS = new NeedsPrograms("socat");

    private static final Duration GONE = Duration.ofSeconds(5);

    private Workplace workplace;
    private StockServer server;

    @Before
    public void serve() {
        workplace = Workplace.open();
        server = StockServer.start(
                workplace, ThrowawayRepository.create(workplace.surroundings(), workplace.path("served")));
    }

    @After
    public void close() {
        workplace.close();
    }

    @Test
    public void everyAddressHasATokenOfItsOwn() {
        assertThat(server.address(), containsString("p2p-annex::" + StockServer.NETNAME + ":served:"));
        assertThat(server.address(), not(equalTo(server.address())));
    }

    @Test
    public void toldToStopItLeavesNothingBehind() {
        server.stop().ok();

        assertThat(StockServer.accepts(server.socket()), is(false));
        Patience.until(
                "all is gone",
                GONE,
                () -> workplace.survivors().now().isEmpty(),
                () -> workplace.survivors().describe());
    }

    @Test
    public void killedItLeavesItsSocketFileBehind() {
        server.daemon().kill();
        server.daemon().await(GONE).exited(137);

        assertThat(StockServer.accepts(server.socket()), is(false));
        assertThat(server.socket().toFile().exists(), is(true));
    }
}
