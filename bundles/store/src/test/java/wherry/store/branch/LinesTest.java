package wherry.store.branch;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.List;
import java.util.Random;
import org.junit.Test;

public class LinesTest {
    private static final int ROUNDS = 20_000;

    private final Random random = new Random(7);

    private static String union(String one, String other) {
        return Latin1.text(Lines.union(Latin1.bytes(one), Latin1.bytes(other)));
    }

    private String some() {
        StringBuilder text = new StringBuilder();
        for (int n = random.nextInt(8); n > 0; n--) {
            text.append("ab \r\u00e9".charAt(random.nextInt(5)));
            text.append(random.nextInt(3) == 0 ? "" : "\n");
        }
        return text.toString();
    }

    @Test
    public void versionThatHasAllLinesIsKeptAsItIs() {
        assertThat(union("b\na\n", "a\n"), is("b\na\n"));
        assertThat(union("a\n", "b\na\n"), is("b\na\n"));
        assertThat(union("b\na\n", ""), is("b\na\n"));
    }

    @Test
    public void otherwiseLinesAreSortedAndOccurOnce() {
        assertThat(union("c\na\n", "b\na\n"), is("a\nb\nc\n"));
        assertThat(union("c", "b"), is("b\nc\n"));
        assertThat(union("b\na\n", "a\nb\n"), is("a\nb\n"));
    }

    @Test
    public void unionIsCommutativeIdempotentAndLosesNothing() {
        for (int i = 0; i < ROUNDS; i++) {
            String one = some();
            String other = some();
            String both = union(one, other);
            assertThat(union(other, one), is(both));
            assertThat(union(both, both), is(both));
            assertThat(union(both, one), is(both));
            assertThat(union(one, one), is(one));
            assertThat(Lines.hasAll(Latin1.bytes(both), Latin1.bytes(one)), is(true));
            assertThat(Lines.hasAll(Latin1.bytes(both), Latin1.bytes(other)), is(true));
        }
    }

    @Test
    public void unionIsAssociativeUpToOrder() {
        for (int i = 0; i < ROUNDS; i++) {
            byte[] one = Latin1.bytes(some());
            byte[] two = Latin1.bytes(some());
            byte[] three = Latin1.bytes(some());
            byte[] left = Lines.union(Lines.union(one, two), three);
            byte[] right = Lines.union(one, Lines.union(two, three));
            assertThat(Lines.hasAll(left, right) && Lines.hasAll(right, left), is(true));
        }
    }

    @Test
    public void joiningAddsOnlyWhatIsMissing() {
        assertThat(Latin1.text(Lines.joined(Latin1.bytes("b\na\n"), Latin1.bytes("a\nc\n"))), is("b\na\nc\n"));
    }

    @Test
    public void carriageReturnsEndLinesForReaders() {
        assertThat(Lines.of(Latin1.bytes("a\rb\r\n\nc")), is(List.of("a", "b", "c")));
        assertThat(Lines.of(new byte[0]), is(List.of()));
    }
}
