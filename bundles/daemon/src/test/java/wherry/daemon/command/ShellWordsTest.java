package wherry.daemon.command;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.Test;

/** What is split has to be what a real shell splits it into. */
public class ShellWordsTest {
    private static final String ALPHABET = "aB1~é_-./:@%+=, '\"\\$`;|&<>()*?[]#!\n\t{}^";
    private static final int ROUNDS = 20_000;

    private static String random(Random random, String alphabet) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(12); i > 0; i--) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }

    @Test
    public void whatGitAndGitAnnexQuoteComesOutAsItWas() throws Exception {
        Random random = new Random(7);
        for (int round = 0; round < ROUNDS; round++) {
            String word = random(random, ALPHABET);
            String git = "'" + word.replace("'", "'\\''").replace("!", "'\\!'") + "'";
            String annex = "'" + word.replace("'", "'\"'\"'") + "'";
            assertThat(ShellWords.split("x " + git + " " + annex), is(List.of("x", word, word)));
        }
    }

    @Test
    public void aRealShellSeesTheSameWordsOrThereAreNone() throws Exception {
        Random random = new Random(8);
        List<String> lines = new ArrayList<>();
        List<String> expected = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            // Not a tilde in front: a shell has a home for it, which here belongs to the one who looks for the folder.
            String line = "x " + random(random, ALPHABET.replace("~", ""));
            try {
                expected.addAll(ShellWords.split(line));
                expected.add("--");
                lines.add(line);
            } catch (IOException e) {
                assertThat(line, e.getMessage().startsWith("the command"), is(true));
            }
        }
        assertThat(lines.size(), greaterThan(500));
        StringBuilder script = new StringBuilder("set -f\n");
        lines.forEach(line -> script.append("printf '%s\\0' ").append(line).append("\nprintf '%s\\0' --\n"));
        assertThat(shell(script.toString()), is(expected));
    }

    private static List<String> shell(String script) throws Exception {
        Process sh = new ProcessBuilder("sh")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        Thread writer = new Thread(() -> {
            try (var in = sh.getOutputStream()) {
                in.write(script.getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
        writer.start();
        String output = new String(sh.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        writer.join();
        assertThat(sh.waitFor(30, TimeUnit.SECONDS), is(true));
        return Arrays.asList(output.substring(0, output.length() - 1).split("\0", -1));
    }
}
