package wherry.p2pprograms;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.Test;

public class ParentProcessTest {
    @Test
    public void itLivesUntilItEnds() throws Exception {
        Process child = new ProcessBuilder("sleep", "60").start();
        try {
            ParentProcess parent = ParentProcess.of(Long.toString(child.pid())).orElseThrow();
            assertThat(parent.alive(), is(true));
            child.destroyForcibly();
            assertThat(child.waitFor(10, TimeUnit.SECONDS), is(true));
            assertThat(parent.alive(), is(false));
            assertThat(ParentProcess.of(Long.toString(child.pid())), is(Optional.empty()));
        } finally {
            child.destroyForcibly();
        }
    }

    @Test
    public void aProcessThatHasEndedButIsNotWaitedForIsDead() throws Exception {
        // The shell does not wait for its child while it sleeps in exec.
        Process shell = new ProcessBuilder("sh", "-c", "sleep 0.2 & echo $!; exec sleep 60").start();
        try {
            String pid = shell.inputReader().readLine();
            ParentProcess child = ParentProcess.of(pid).orElseThrow();
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
            while (child.alive() && System.nanoTime() - deadline < 0) {
                Thread.sleep(20);
            }
            assertThat(child.alive(), is(false));
        } finally {
            shell.destroyForcibly();
        }
    }

    @Test
    public void whatIsNoProcessIsNotFollowed() {
        assertThat(ParentProcess.of("../self"), is(Optional.empty()));
        assertThat(ParentProcess.of(""), is(Optional.empty()));
        assertThat(ParentProcess.of("4194999"), is(Optional.empty()));
    }
}
