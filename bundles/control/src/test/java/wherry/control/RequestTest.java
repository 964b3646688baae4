package wherry.control;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasEntry;
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
        Request request = Request.parse(fields(
                Request.VERSION,
                "/home/ann/pictures",
                "tty,in",
                "2",
                "HOME=/home/ann",
                "GIT_X=a=b",
                "wherry",
                "serve",
                "."));

        assertThat(request.directory(), is(Path.of("/home/ann/pictures")));
        assertThat(request.flags(), equalTo(Set.of("tty", "in")));
        assertThat(request.environment(), hasEntry("HOME", "/home/ann"));
        assertThat(request.environment(), hasEntry("GIT_X", "a=b"));
        assertThat(request.program(), is("wherry"));
        assertThat(request.arguments(), contains("serve", "."));
    }

    @Test
    public void argumentsMayBeEmptyHoldNewlinesOrBeMissing() throws IOException {
        assertThat(
                Request.parse(fields(Request.VERSION, "/", "", "0", "wherry", "", "a\nb", "ü"))
                        .arguments(),
                contains("", "a\nb", "ü"));
        assertThat(
                Request.parse(fields(Request.VERSION, "/", "", "0", "wherry")).arguments(), empty());
    }

    @Test
    public void anotherVersionIsRefusedByName() {
        assertThat(refusal("wherry-control-9", "/", "", "0", "wherry"), containsString("wherry-control-9"));
    }

    @Test
    public void aRelativeDirectoryIsRefused() {
        assertThat(refusal(Request.VERSION, "home", "", "0", "wherry"), containsString("not absolute"));
    }

    @Test
    public void countsOfVariablesThatCannotBeAreRefused() {
        for (String count : new String[] {"-1", "x", "", "99999999999", "1000000"}) {
            assertThat(refusal(Request.VERSION, "/", "", count, "A=b", "wherry"), containsString("variables"));
        }
    }

    @Test
    public void aVariableWithoutNameIsRefused() {
        assertThat(refusal(Request.VERSION, "/", "", "1", "=b", "wherry"), containsString("without a name"));
        assertThat(refusal(Request.VERSION, "/", "", "1", "b", "wherry"), containsString("without a name"));
    }

    @Test
    public void everyPrefixIsRefusedOrAWholeRequest() {
        byte[] whole = fields(Request.VERSION, "/home", "tty", "1", "A=b", "wherry");
        for (int length = 0; length < whole.length; length++) {
            byte[] prefix = Arrays.copyOf(whole, length);
            assertThat(
                    assertThrows(IOException.class, () -> Request.parse(prefix)).getMessage(), notNullValue());
        }
    }

    @Test
    public void randomBytesAreParsedOrRefused() {
        Gen gen = new Gen(11);
        byte[] good = fields(Request.VERSION, "/home", "tty", "1", "A=b", "wherry", "serve");
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
