package wherry.control;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.Assert.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import org.junit.Test;
import wherry.kit.Gen;

public class RequestTest {
    private static byte[] fields(String... fields) {
        return (String.join("\0", fields) + "\0").getBytes(UTF_8);
    }

    private static String refusal(String... fields) {
        return assertThrows(IOException.class, () -> Request.parse(fields(fields)))
                .getMessage();
    }

    @Test
    public void allFieldsAreTakenApart() throws IOException {
        Request request = Request.parse(
                fields(Request.PROTOCOL, "0.1.0", "/home/ann/pictures", "tty,in", "wherry", "serve", "."));

        assertThat(request.version(), is("0.1.0"));
        assertThat(request.directory(), is(Path.of("/home/ann/pictures")));
        assertThat(request.flags(), equalTo(Set.of("tty", "in")));
        assertThat(request.program(), is("wherry"));
        assertThat(request.arguments(), contains("serve", "."));
    }

    @Test
    public void argumentsMayBeEmptyHoldNewlinesOrBeMissing() throws IOException {
        assertThat(
                Request.parse(fields(Request.PROTOCOL, "", "/", "", "wherry", "", "a\nb", "ü"))
                        .arguments(),
                contains("", "a\nb", "ü"));
        assertThat(
                Request.parse(fields(Request.PROTOCOL, "", "/", "", "wherry")).arguments(), empty());
    }

    @Test
    public void anotherVersionIsRefusedByName() {
        String refusal = refusal("wherry-control-1", "/", "", "0", "wherry");

        assertThat(refusal, containsString("wherry-control-1"));
        assertThat(refusal, containsString("wherry restart"));
    }

    @Test
    public void aRelativeDirectoryIsRefused() {
        assertThat(refusal(Request.PROTOCOL, "", "home", "", "wherry"), containsString("not absolute"));
    }

    @Test
    public void everyPrefixIsRefusedOrAWholeRequest() {
        byte[] whole = fields(Request.PROTOCOL, "1", "/home", "tty", "wherry");
        for (int length = 0; length < whole.length; length++) {
            byte[] prefix = Arrays.copyOf(whole, length);
            assertThat(
                    assertThrows(IOException.class, () -> Request.parse(prefix)).getMessage(), notNullValue());
        }
    }

    @Test
    public void randomBytesAreParsedOrRefused() {
        Gen gen = new Gen(11);
        byte[] good = fields(Request.PROTOCOL, "1", "/home", "tty", "wherry", "serve");
        int refused = 0;
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = gen.once(2) ? gen.bytes(200) : good.clone();
            for (int change = gen.below(4); change > 0 && bytes.length > 0; change--) {
                bytes[gen.below(bytes.length)] = (byte) gen.below(256);
            }
            try {
                assertThat(Request.parse(bytes).directory().isAbsolute(), is(true));
            } catch (IOException e) {
                refused++;
            }
        }
        assertThat(refused > 10_000, is(true));
    }
}
