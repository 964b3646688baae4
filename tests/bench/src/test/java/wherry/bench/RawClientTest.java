package wherry.bench;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.junit.Assert.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class RawClientTest {
    private static final String KEY = "SHA256E-s6--5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03";

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final ByteArrayOutputStream sent = new ByteArrayOutputStream();

    /** Answers with what was recorded, a few bytes at a time, whatever it is asked. */
    private final class Recorded implements ByteChannel {
        private final ByteBuffer answers;
        private final int atOnce;

        Recorded(String answers, int atOnce) {
            this.answers = ByteBuffer.wrap(answers.getBytes(StandardCharsets.UTF_8));
            this.atOnce = atOnce;
        }

        @Override
        public int read(ByteBuffer buffer) {
            int n = Math.min(atOnce, Math.min(buffer.remaining(), answers.remaining()));
            buffer.put(answers.slice(answers.position(), n));
            answers.position(answers.position() + n);
            return n == 0 ? -1 : n;
        }

        @Override
        public int write(ByteBuffer buffer) {
            int n = Math.min(7, buffer.remaining());
            for (int i = 0; i < n; i++) {
                sent.write(buffer.get());
            }
            return n;
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {}
    }

    private RawClient client(String answers, int atOnce) {
        return new RawClient(new Recorded(answers, atOnce), () -> {}, true);
    }

    private String sent() {
        return sent.toString(StandardCharsets.UTF_8);
    }

    @Test
    public void getTakesContentHoweverItIsCut() throws IOException {
        for (int atOnce : new int[] {1, 2, 3, 100}) {
            try (RawClient client = client("DATA 6\nhello\nVALID\nSUCCESS\n", atOnce)) {
                client.getAndVerify(KEY, 6);
                assertThat(client.isPresent(KEY), is(true));
            }
        }
        assertThat(sent().startsWith("GET 0  " + KEY + "\nSUCCESS\nCHECKPRESENT " + KEY + "\n"), is(true));
    }

    @Test
    public void otherContentThanTheKeysIsRefused() throws IOException {
        try (RawClient client = client("DATA 6\nhullo\nVALID\n", 100)) {
            assertThrows(IOException.class, () -> client.getAndVerify(KEY, 6));
        }
    }

    @Test
    public void contentThatEndsEarlyIsAnError() throws IOException {
        try (RawClient client = client("DATA 6\nhel", 100)) {
            assertThrows(EOFException.class, () -> client.get(KEY, 6));
        }
    }

    @Test
    public void putSendsLengthContentAndValid() throws IOException {
        Path file = Files.writeString(folder.newFile().toPath(), "hello\n");
        try (RawClient client = client("PUT-FROM 0\nSUCCESS\n", 100)) {
            client.put(KEY, file);
        }
        assertThat(sent(), equalTo("PUT  " + KEY + "\nDATA 6\nhello\nVALID\n"));
    }

    @Test
    public void putOfMoreThanTheBufferLosesNothing() throws IOException {
        for (int bytes : new int[] {(1 << 18) - 13, (1 << 18) - 12, (1 << 18) - 7, 1 << 18, 600_000}) {
            sent.reset();
            byte[] content = new byte[bytes];
            Arrays.fill(content, (byte) 'x');
            Path file = Files.write(folder.newFile().toPath(), content);
            try (RawClient client = client("PUT-FROM 0\nSUCCESS\n", 100)) {
                client.put(KEY, file);
            }
            assertThat(
                    sent().equals("PUT  " + KEY + "\nDATA " + bytes + "\n" + "x".repeat(bytes) + "VALID\n"), is(true));
        }
    }

    @Test
    public void aRefusalIsAnErrorThatShowsTheAnswer() throws IOException {
        try (RawClient client = client("AUTH-FAILURE\n", 100)) {
            assertThat(
                    assertThrows(IOException.class, () -> client.authenticate("beef"))
                            .getMessage(),
                    containsString("AUTH-FAILURE"));
        }
    }
}
