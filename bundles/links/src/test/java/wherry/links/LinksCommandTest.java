package wherry.links;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.Timeout;
import picocli.CommandLine;
import wherry.api.link.Exposure;
import wherry.api.link.Link;
import wherry.api.metric.Metric;
import wherry.kit.ScriptedInvocation;
import wherry.kit.Shows;

public class LinksCommandTest {
    @Rule
    public final Timeout timeout = Timeout.seconds(30);

    @Rule
    public final LinksFixture on = new LinksFixture();

    @Test
    public void nothingIsPrintedWhereNothingIsOpen() {
        assertThat(output(), is(""));
    }

    @Test
    public void aLinkIsALine() throws Exception {
        on.bring(on.first(), 1);
        try (Exposure exposure = on.links().expose(on.repository(), on.address(), LinksFixture::heard);
                Link link = on.links().dial(exposure.address(), LinksFixture.SECOND)) {
            LinksFixture.await(() -> on.links().open().size() == 2);
            String accepted = output().lines()
                    .filter(line -> line.contains("accepted"))
                    .findAny()
                    .orElseThrow();
            assertThat(
                    accepted,
                    matchesPattern(" *[12]  accepted  [0-9T:.-]+Z  mem  sent 0.0 MB  received 0.0 MB  unix socket  -"
                            + "  p2p-annex::mem:here"));
            assertThat(link.addresses(), is(java.util.List.of(on.address())));
        }
    }

    @Test
    @Shows("links --json")
    public void whoItIsIsToldOnceThatIsKnown() throws Exception {
        on.bring(on.first(), 1);
        try (Exposure exposure = on.links().expose(on.repository(), on.address(), LinksFixture::heard);
                Link link = on.links().dial(exposure.address(), LinksFixture.SECOND)) {
            link.identify("#12345678");
            link.identify("laptop");
            assertThat(output(), containsString("  laptop  p2p-annex::mem:here"));
            assertThat(output("--json"), containsString("\"peer\":\"laptop\""));
        }
    }

    @Test
    public void whatHasMovedIsToldAndForTheNetworkKeptWhenTheLinkIsClosed() throws Exception {
        on.bring(on.first(), 1);
        try (Exposure exposure = on.links().expose(on.repository(), on.address(), LinksFixture::heard);
                Link link = on.links().dial(exposure.address(), LinksFixture.SECOND)) {
            link.traffic().sent().add(2_500_000);
            assertThat(output(), containsString("  sent 2.5 MB  received 0.0 MB  "));
            assertThat(output("--json"), containsString("\"sent\":2500000"));
            assertThat(sentOverMem(), is(2_500_000L));
        }
        LinksFixture.await(() -> on.links().open().isEmpty());
        assertThat(sentOverMem(), is(2_500_000L));
    }

    @Test
    public void howFastItMovesIsToldWhileItDoes() throws Exception {
        on.bring(on.first(), 1);
        AtomicBoolean moving = new AtomicBoolean(true);
        try (Exposure exposure = on.links().expose(on.repository(), on.address(), LinksFixture::heard);
                Link link = on.links().dial(exposure.address(), LinksFixture.SECOND)) {
            Thread mover = new Thread(() -> {
                while (moving.get()) {
                    link.traffic().received().add(1_000_000);
                    LockSupport.parkNanos(1_000_000);
                }
            });
            mover.start();
            try {
                assertThat(output(), matchesPattern("(?s).*  received [0-9.]+ MB \\([0-9.]+ MB/s\\)  .*"));
                assertThat(output("--json"), matchesPattern("(?s).*\"received-per-second\":[1-9].*"));
            } finally {
                moving.set(false);
                mover.join();
            }
        }
    }

    private long sentOverMem() {
        return on.links().metrics().stream()
                .filter(metric -> metric.name().equals("wherry_link_sent_bytes")
                        && metric.labels().equals(Map.of("network", "mem")))
                .mapToLong(Metric::value)
                .sum();
    }

    @Test
    public void jsonSaysTheSame() throws Exception {
        on.bring(on.first(), 1);
        try (Exposure exposure = on.links().expose(on.repository(), on.address(), LinksFixture::heard);
                Link link = on.links().dial(exposure.address(), LinksFixture.SECOND)) {
            String dialled = output("--json")
                    .lines()
                    .filter(line -> line.contains("dialled"))
                    .findAny()
                    .orElseThrow();
            JsonObject object = JsonParser.parseString(dialled).getAsJsonObject();
            assertThat(object.get("network").getAsString(), is("mem"));
            assertThat(object.get("direction").getAsString(), is("dialled"));
            assertThat(object.get("remote").getAsString(), is(link.remote()));
            assertThat(object.getAsJsonArray("addresses").get(0).getAsString(), is("p2p-annex::mem:here"));
        }
    }

    private String output(String... arguments) {
        ScriptedInvocation call = new ScriptedInvocation(Path.of("."), "");
        int code = new CommandLine(new LinksCommand(on.links()).prepare(call)).execute(arguments);
        assertThat(code, is(0));
        return call.output();
    }
}
