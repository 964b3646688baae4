package wherry.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.Test;

/** Where the entry points look for the node. */
public class FoldersScriptTest {
    private static final Path SCRIPTS = Path.of("src/main/scripts").toAbsolutePath();

    /** Prints a variable as it is after the script, in an environment of just these variables. */
    private static String valueOf(String variable, String... environment) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("env", "-i", "PATH=" + System.getenv("PATH")));
        command.addAll(List.of(environment));
        command.addAll(List.of("sh", "-c", ". \"$1/folders.sh\"; eval \"printf %s \\\"\\$$2\\\"\"", "sh"));
        command.addAll(List.of(SCRIPTS.toString(), variable));
        Process sh = new ProcessBuilder(command).redirectErrorStream(true).start();
        String out = new String(sh.getInputStream().readAllBytes(), UTF_8);
        assertThat(out, sh.waitFor(), is(0));
        return out;
    }

    @Test
    public void theSocketsLieInTheStateWhateverTheSessionsRuntimeFolderIs() throws Exception {
        String alone = valueOf("sockets", "HOME=/home/ann");

        assertThat(alone, is("/home/ann/.local/state/wherry/run"));
        assertThat(valueOf("sockets", "HOME=/home/ann", "XDG_RUNTIME_DIR=/run/user/1000"), is(alone));
        assertThat(valueOf("sockets", "HOME=/home/ann", "XDG_STATE_HOME=/s"), is("/s/wherry/run"));
    }

    @Test
    public void aHomeIsTheSameHowEverItIsWritten() throws Exception {
        assertThat(valueOf("state", "WHERRY_HOME=/w/"), is(valueOf("state", "WHERRY_HOME=/w")));
    }

    @Test
    public void whereNobodyHasSetHomeTheSystemKnowsIt() throws Exception {
        assertThat(valueOf("state"), is(System.getProperty("user.home") + "/.local/state/wherry"));
    }

    @Test
    public void aPathThatIsTooLongForSocketsHasAShortOneOfItsOwn() throws Exception {
        String first = valueOf("sockets", "WHERRY_HOME=/" + "a".repeat(90));
        String second = valueOf("sockets", "WHERRY_HOME=/" + "b".repeat(90), "XDG_RUNTIME_DIR=/run/user/1000");

        assertThat(first, startsWith("/tmp/wherry-"));
        assertThat(second, startsWith("/tmp/wherry-"));
        assertThat(first, is(not(second)));
        assertThat(first.length(), lessThan(76));
    }
}
