package wherry.launcher;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.Assert.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class NodeLockTest {
    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();

    @Test
    public void theFileSaysWhichProcessHoldsIt() throws Exception {
        Path state = temporary.getRoot().toPath();
        Files.writeString(state.resolve("node.lock"), "the longer text of a node that is dead\n");

        NodeLock lock = NodeLock.take(state);

        assertThat(
                Files.readString(state.resolve("node.lock")),
                is(ProcessHandle.current().pid() + "\n"));
        lock.close();
    }

    @Test
    public void whenItIsClosedAnotherMayTakeIt() throws Exception {
        Path state = temporary.getRoot().toPath();
        NodeLock.take(state).close();

        NodeLock.take(state).close();

        assertThat(Files.exists(state.resolve("node.lock")), is(true));
    }

    @Test
    public void withoutItsFolderItFails() {
        Path state = temporary.getRoot().toPath().resolve("missing");

        StartException error = assertThrows(StartException.class, () -> NodeLock.take(state));

        assertThat(error.exitCode(), is(StartException.FAILED));
    }
}
