package wherry.keycommands;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.Assert.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.List;
import org.junit.Test;

public class InputLinesTest {
    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(UTF_8));
    }

    @Test
    public void linesThatHaveComeAreGivenTogether() throws IOException {
        InputLines lines = new InputLines(new SequenceInputStream(stream("a\n\nb\nc"), stream("d é\nlast")));
        assertThat(lines.next(), is(List.of("a", "b")));
        assertThat(lines.next(), is(List.of("cd é")));
        assertThat(lines.next(), is(List.of("last")));
        assertThat(lines.next(), is(List.of()));
    }

    @Test
    public void aLineWithoutEndIsNotReadForEver() {
        InputLines lines = new InputLines(stream("x".repeat(100_000)));
        assertThrows(IOException.class, lines::next);
    }
}
