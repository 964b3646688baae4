package wherry.remotehelper;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.Test;
import wherry.api.peer.GitService;

public class SidebandFilterTest {
    private static final String NASTY = "\u001b]0;owned\u0007\u001b[2J\u009bK\u007f\u0001";
    private static final String HARMLESS = "?]0;owned??[2J\u00c2?K??";

    private static String packet(String payload) {
        byte[] bytes = payload.getBytes(StandardCharsets.UTF_8);
        return String.format("%04x", bytes.length + 4) + payload;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Whatever the parts in which it comes. */
    private static byte[] passed(GitService service, byte[] stream) {
        byte[] whole = stream.clone();
        new SidebandFilter(service).pass(whole, whole.length);
        Random random = new Random(stream.length);
        SidebandFilter filter = new SidebandFilter(service);
        ByteArrayOutputStream parts = new ByteArrayOutputStream();
        for (int at = 0; at < stream.length; ) {
            int count = Math.min(1 + random.nextInt(7), stream.length - at);
            byte[] part = Arrays.copyOfRange(stream, at, at + count);
            filter.pass(part, count);
            parts.writeBytes(part);
            at += count;
        }
        assertThat(parts.toByteArray(), is(whole));
        return whole;
    }

    private static void assertPassed(GitService service, String before, String after) {
        byte[] expected = after.getBytes(StandardCharsets.ISO_8859_1);
        assertThat(
                new String(passed(service, bytes(before)), StandardCharsets.ISO_8859_1),
                is(new String(expected, StandardCharsets.ISO_8859_1)));
    }

    @Test
    public void messagesAndErrorsLoseTheirControlCharacters() {
        for (String kind : new String[] {"\u0002", "\u0003", "ERR "}) {
            String header = packet(kind + NASTY + "\r\n").substring(0, 4);
            assertPassed(
                    GitService.UPLOAD_PACK,
                    "0000" + packet(kind + NASTY + "\r\n") + "0000",
                    "0000" + header + kind + HARMLESS + "\r\n0000");
        }
    }

    @Test
    public void dataStaysAsItIs() {
        String data = packet("NAK\n") + packet("\u0001" + NASTY) + packet("0123 refs/heads/main\u0000caps\n") + "0001"
                + "0002";
        assertThat(passed(GitService.UPLOAD_PACK, bytes(data)), is(bytes(data)));
        String withoutBands = packet("NAK\n") + "PACK" + NASTY + packet("\u0002" + NASTY);
        assertThat(passed(GitService.UPLOAD_PACK, bytes(withoutBands)), is(bytes(withoutBands)));
    }

    @Test
    public void reasonsOfARefusedPushAreText() {
        String report = packet("ng refs/heads/main " + NASTY + "\n");
        String harmless = report.substring(0, 4) + "ng refs/heads/main " + HARMLESS + "\n";
        assertPassed(GitService.RECEIVE_PACK, report, harmless);
        String banded = packet("\u0001" + report);
        assertPassed(GitService.RECEIVE_PACK, banded, banded.substring(0, 4) + "\u0001" + harmless);
        String advertised = packet("0123 refs/heads/main\u0000report-status side-band-64k\n");
        assertPassed(GitService.RECEIVE_PACK, advertised, advertised);
    }

    @Test
    public void anyBytesPassWithTheirLength() {
        Random random = new Random(5);
        for (int i = 0; i < 2_000; i++) {
            byte[] noise = new byte[random.nextInt(300)];
            random.nextBytes(noise);
            for (int at = 0; at + 4 < noise.length && random.nextBoolean(); at += 40) {
                System.arraycopy(bytes("0024"), 0, noise, at, 4);
            }
            assertThat(passed(GitService.UPLOAD_PACK, noise).length, is(noise.length));
        }
    }
}
