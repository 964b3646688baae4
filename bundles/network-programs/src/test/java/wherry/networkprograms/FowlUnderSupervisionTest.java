package wherry.networkprograms;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.Assume.assumeTrue;

import java.time.Duration;
import java.util.List;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.junit.rules.Timeout;
import wherry.kit.programs.Patience;
import wherry.kit.programs.Survivors;
import wherry.transport.api.TransportException;
import wherry.transport.program.NetworkProgram;
import wherry.transport.program.ProgramReader;
import wherry.transport.program.ProgramReport;
import wherry.transport.program.ProgramRun;
import wherry.transport.program.RunPlace;
import wherry.transport.program.RunningProgram;

/**
 * The real fowld and the real mailbox of magic-wormhole, from PyPI, are what is supervised here. Where they are not on the {@code PATH} this is skipped;
 * {@code tests/peers/install} brings them.
 */
public class FowlUnderSupervisionTest {
    private static final Duration SOON = Duration.ofSeconds(40);
    private static final String CODE = "71-the-secret-of-two";

    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();

    @Rule
    public final Timeout timeout = Timeout.seconds(180);

    private ProgramHome home;
    private BundlePrograms programs;
    private NodePrograms node;
    private volatile int port;

    @Before
    public void open() throws Exception {
        SearchPath path = SearchPath.ofThisProcess();
        assumeTrue(
                "fowld and twist are not on the PATH",
                path.find("fowld").isPresent() && path.find("twist").isPresent());
        home = new ProgramHome(temporary.newFolder("n").toPath());
        node = home.open();
        programs = new BundlePrograms(node);
    }

    @After
    public void nothingIsLeft() {
        if (programs != null) {
            programs.end();
            assertThat(new Survivors(home.top()).end(), is(""));
        }
    }

    @FunctionalInterface
    private interface Preparation {
        ProgramRun prepare(RunPlace place) throws TransportException;
    }

    private record Described(String name, Preparation preparation) implements NetworkProgram {
        @Override
        public String installation() {
            return "install it with: pip install fowl magic-wormhole-mailbox-server";
        }

        @Override
        public ProgramRun prepare(RunPlace place) throws TransportException {
            return preparation.prepare(place);
        }
    }

    private RunningProgram mailbox() {
        return programs.run(new Described("mailbox", place -> {
            port = port == 0 ? place.freePort() : port;
            ProgramReader reader =
                    line -> line.contains("starting on") ? ProgramReport.ready() : ProgramReport.nothing();
            String endpoint = "tcp:" + port + ":interface=127.0.0.1";
            return ProgramRun.of(
                    reader, List.of("twist", "wormhole-mailbox", "--port", endpoint, "--channel-db", ":memory:"));
        }));
    }

    private RunningProgram fowld(String service, String ready) {
        return programs.run(new Described(
                "fowld",
                place -> ProgramRun.of(
                                line -> read(line, ready),
                                List.of("fowld", "--mailbox", "ws://127.0.0.1:" + port + "/v1"))
                        .withInput("{\"kind\":\"set-code\",\"code\":\"" + CODE + "\"}")
                        .withInput(service)
                        .withSecret(CODE)));
    }

    private static ProgramReport read(String line, String ready) {
        if (line.contains("\"kind\": \"" + ready + "\"")) {
            return ProgramReport.ready();
        } else if (line.contains("refused")) {
            return ProgramReport.trouble("nobody listens at the mailbox");
        }
        return ProgramReport.nothing();
    }

    private RunningProgram server() {
        return fowld(
                "{\"kind\":\"remote\",\"name\":\"annex\",\"local_connect_port\":" + port
                        + ",\"connect_address\":\"127.0.0.1\"}",
                "awaiting-connect");
    }

    @Test
    public void twoFowldMeetByTheirOwnWordAndEndInOrder() throws Exception {
        RunningProgram mailbox = mailbox();
        mailbox.awaitReady(SOON);
        RunningProgram server = server();
        RunningProgram client =
                fowld("{\"kind\":\"local\",\"name\":\"annex\",\"bind_interface\":\"127.0.0.1\"}", "listening");
        server.awaitReady(SOON);
        client.awaitReady(SOON);

        client.close();
        server.close();
        mailbox.close();

        assertThat(new Survivors(home.top()).describe(), is(""));
    }

    /** fowld ends with exit code 0 then, and does not try again. */
    @Test
    public void fowldWithoutAMailboxIsToldInWordsAndReadyOnceThereIsOne() throws Exception {
        RunningProgram reserved = mailbox();
        reserved.awaitReady(SOON);
        reserved.close();
        RunningProgram server = server();
        Patience.until("told", SOON, () -> server.problem().isPresent(), () -> "");
        assertThat(server.problem().orElseThrow(), containsString("fowld: nobody listens at the mailbox"));

        mailbox().awaitReady(SOON);
        RunningProgram client =
                fowld("{\"kind\":\"local\",\"name\":\"annex\",\"bind_interface\":\"127.0.0.1\"}", "listening");
        server.awaitReady(SOON);
        client.awaitReady(SOON);

        assertThat(node.problems().isEmpty(), is(true));
    }
}
