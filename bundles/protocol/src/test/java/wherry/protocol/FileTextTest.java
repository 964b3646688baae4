package wherry.protocol;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.Test;
import wherry.api.annex.AssociatedFile;
import wherry.kit.Gen;

public final class FileTextTest {
    @Test
    public void writesWhiteSpaceAsPercent() {
        assertThat(FileText.write(new AssociatedFile("new file%.txt")), is("new%file%%.txt"));
        assertThat(FileText.write(new AssociatedFile("a\tb\nc")), is("a%b%c"));
        assertThat(FileText.write(AssociatedFile.NONE), is(""));
    }

    @Test
    public void writesUnicodesWhiteSpaceAsOnePercent() {
        String name = wire("a\u00a0b\u1680c\u2000d\u200ae\u202ff\u205fg\u3000h\u00e4\u200b\u20ac\u3001");
        assertThat(FileText.write(new AssociatedFile(name)), is("a%b%c%d%e%f%g%h" + wire("\u00e4\u200b\u20ac\u3001")));
        assertThat(FileText.write(new AssociatedFile("\u00c2")), is("\u00c2"));
        assertThat(FileText.write(new AssociatedFile("\u00e2\u0080")), is("\u00e2\u0080"));
    }

    @Test
    public void readsPercentAsUnderscore() {
        assertThat(read("dir/x%y.txt"), is("dir/x_y.txt"));
        assertThat(read("new%file%%.txt"), is("new_file%.txt"));
        assertThat(read("a%%%b%"), is("a%_b_"));
        assertThat(FileText.read(""), is(Optional.of(AssociatedFile.NONE)));
    }

    @Test
    public void readsControlCharactersAsUnderscore() {
        assertThat(read("a\0\u001b[31m\u007f"), is("a__[31m_"));
        assertThat(read(wire("\u0085\u009b\u00a1")), is("__" + wire("\u00a1")));
    }

    @Test
    public void refusesAbsolutePathsOnly() {
        assertThat(FileText.read("/etc/passwd"), is(Optional.empty()));
        assertThat(read("../../x"), is("../../x"));
    }

    @Test
    public void aNameWithoutWhiteSpaceAndControlComesBack() {
        Gen gen = new Gen(2);
        for (int i = 0; i < 5_000; i++) {
            String name = "f" + gen.text("ab%/.\u00e4\u00ff", 12);
            assertThat(read(FileText.write(new AssociatedFile(name))), is(name));
        }
    }

    @Test
    public void anyNameIsOneWord() {
        Gen gen = new Gen(3);
        for (int i = 0; i < 5_000; i++) {
            String word = FileText.write(new AssociatedFile(World.text(gen.bytes(12))));
            WordCutter words = new WordCutter(word + " rest");
            assertThat(words.next(), is(word));
        }
    }

    private static String read(String word) {
        return FileText.read(word).orElseThrow().name();
    }

    private static String wire(String text) {
        return World.text(text.getBytes(StandardCharsets.UTF_8));
    }
}
