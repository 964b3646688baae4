package wherry.remotehelper;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.Assert.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.Test;

public class GitInputTest {
    @Test
    public void bytesBehindTheLastLineAreNotLost() throws IOException {
        GitInput in = input("connect git-upload-pack\nbytes");
        assertThat(in.line(), is(Optional.of("connect git-upload-pack")));
        ByteBuffer target = ByteBuffer.allocate(3);
        assertThat(in.read(target), is(3));
        assertThat(text(target), is("byt"));
        target.clear();
        assertThat(in.read(target), is(2));
        assertThat(text(target), is("es"));
        assertThat(in.read(target.clear()), is(-1));
    }

    @Test
    public void linesComeInPieces() throws IOException {
        byte[] bytes = "capabilities\n".getBytes(StandardCharsets.UTF_8);
        GitInput in = new GitInput(new InputStream() {
            private int next;

            @Override
            public int read() {
                return next < bytes.length ? bytes[next++] : -1;
            }

            @Override
            public int read(byte[] target, int offset, int length) {
                int b = read();
                if (b < 0) {
                    return -1;
                }
                target[offset] = (byte) b;
                return 1;
            }
        });
        assertThat(in.line(), is(Optional.of("capabilities")));
        assertThat(in.line(), is(Optional.empty()));
    }

    @Test
    public void anUnfinishedLineIsNone() throws IOException {
        assertThat(input("connect git-upl").line(), is(Optional.empty()));
    }

    @Test
    public void aLineWithoutEndIsRefused() {
        assertThrows(IOException.class, () -> input("x".repeat(5000)).line());
    }

    private static GitInput input(String text) {
        return new GitInput(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static String text(ByteBuffer buffer) {
        return StandardCharsets.UTF_8.decode(buffer.flip()).toString();
    }
}
