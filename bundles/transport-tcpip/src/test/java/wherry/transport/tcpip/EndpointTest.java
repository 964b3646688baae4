package wherry.transport.tcpip;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.Assert.assertThrows;

import java.util.List;
import java.util.Random;
import org.junit.Test;
import wherry.transport.api.TransportException;

public class EndpointTest {
    private static final int ROUNDS = Integer.getInteger("wherry.property.rounds", 20_000);
    private static final String LETTERS = "abcxyzABZ019--_..::[]%/* \u00e9\n";

    @Test
    public void namesAndNumbersAreRead() throws Exception {
        assertThat(Endpoint.parse("example.org:5000"), is(new Endpoint("example.org", 5000)));
        assertThat(Endpoint.parse("localhost:1"), is(new Endpoint("localhost", 1)));
        assertThat(Endpoint.parse("192.0.2.7:65535"), is(new Endpoint("192.0.2.7", 65535)));
        assertThat(Endpoint.parse("[2001:db8::1]:5000"), is(new Endpoint("2001:db8::1", 5000)));
        assertThat(Endpoint.parse("[::ffff:192.0.2.7]:5000"), is(new Endpoint("::ffff:192.0.2.7", 5000)));
        assertThat(Endpoint.parse("my_host-1.local.:80"), is(new Endpoint("my_host-1.local.", 80)));
    }

    @Test
    public void everythingElseIsRefusedWithASentence() {
        for (String wrong : List.of(
                "",
                ":",
                "host",
                "host:",
                ":5000",
                "host:0",
                "host:65536",
                "host:99999999999",
                "host:+1",
                "host: 1",
                "host:01",
                "host:1x",
                "::1:5000",
                "2001:db8::1",
                "[::1]",
                "[::1]5000",
                "[host]:5000",
                "[::1:5000",
                "[]:5000",
                "[1:2]:5000",
                "[::1]]:5000",
                "ho st:1",
                "-host:1",
                "host-:1",
                "a..b:1",
                ".a:1",
                "h/o:1",
                "1.2.3:1",
                "1.2.3.4.5:1",
                "256.1.1.1:1",
                "01.2.3.4:1",
                "127.1:1",
                "0x7f.1:1",
                "0x7f000001:1",
                "2130706433:1",
                "*:5000",
                "[*]:5000",
                "h\u00f6st:1",
                "x".repeat(64) + ":1",
                "x.".repeat(127) + "xy:1",
                "user@host:1",
                "host:1:2")) {
            TransportException e = assertThrows(wrong, TransportException.class, () -> Endpoint.parse(wrong));
            assertThat(e.getMessage(), containsString("HOST:PORT or [IPv6]:PORT: " + wrong + " ("));
        }
    }

    @Test
    public void whatIsWrittenIsReadAgain() throws Exception {
        Random random = new Random(42);
        for (int i = 0; i < ROUNDS; i++) {
            Endpoint endpoint = new Endpoint(host(random), 1 + random.nextInt(65_535));
            assertThat(Endpoint.parse(endpoint.toString()), is(endpoint));
        }
    }

    @Test
    public void anyTextIsReadExactlyOrRefused() {
        Random random = new Random(7);
        for (int i = 0; i < ROUNDS; i++) {
            String text = text(random) + (random.nextBoolean() ? ":" + random.nextInt(70_000) : "");
            try {
                assertThat(Endpoint.parse(text).toString(), is(text));
            } catch (TransportException e) {
                assertThat(e.getMessage(), containsString(text));
            }
        }
    }

    @Test
    public void theLoopbackIsKnownByItsText() {
        assertThat(new Endpoint("LocalHost", 1).isLoopback(), is(true));
        assertThat(new Endpoint("127.4.5.6", 1).isLoopback(), is(true));
        assertThat(new Endpoint("::1", 1).isLoopback(), is(true));
        assertThat(new Endpoint("127.example.org", 1).isLoopback(), is(false));
        assertThat(new Endpoint("192.0.2.7", 1).isLoopback(), is(false));
        assertThat(new Endpoint("2001:db8::1", 1).isLoopback(), is(false));
    }

    private static String host(Random random) {
        return switch (random.nextInt(3)) {
            case 0 -> octet(random) + "." + octet(random) + "." + octet(random) + "." + octet(random);
            case 1 -> ipv6(random);
            default -> label(random) + "." + label(random) + "." + (char) ('a' + random.nextInt(26));
        };
    }

    private static int octet(Random random) {
        return random.nextInt(256);
    }

    private static String ipv6(Random random) {
        StringBuilder text = new StringBuilder(Integer.toHexString(random.nextInt(65_536)));
        for (int i = 1; i < 8; i++) {
            text.append(':').append(Integer.toHexString(random.nextInt(65_536)));
        }
        return text.toString();
    }

    private static String label(Random random) {
        StringBuilder text = new StringBuilder("a");
        for (int i = random.nextInt(10); i > 0; i--) {
            text.append("abc0189-_".charAt(random.nextInt(9)));
        }
        return text.append('z').toString();
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(12); i > 0; i--) {
            text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return text.toString();
    }
}
