package wherry.daemon.notify;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.junit.Assert.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.junit.rules.Timeout;
import wherry.daemon.bench.Git;
import wherry.daemon.bench.TestThreads;

public class RefWatcherTest {
    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();

    @Rule
    public final Timeout timeout = Timeout.seconds(60);

    private final TestThreads threads = new TestThreads();
    private final RefWatcher watcher = new RefWatcher(threads);
    private final Semaphore news = new Semaphore(0);
    private Path gitDirectory;
    private Git git;

    @Before
    public void make() throws Exception {
        git = new Git(temporary.getRoot().toPath());
        git.run("init", "-q");
        git.commit("first");
        gitDirectory = temporary.getRoot().toPath().resolve(".git");
    }

    @After
    public void end() {
        threads.close();
    }

    private void awaitNews() throws InterruptedException {
        assertThat(news.tryAcquire(10, TimeUnit.SECONDS), is(true));
    }

    @Test
    public void aChangeIsTold() throws Exception {
        try (RefSubscription subscription = watcher.subscribe(gitDirectory, news::release)) {
            assertThat(subscription.take(), is(Optional.empty()));
            String id = git.commit("second");
            long began = System.nanoTime();
            awaitNews();
            assertThat(System.nanoTime() - began, lessThan(TimeUnit.SECONDS.toNanos(1)));
            assertThat(subscription.take(), is(Optional.of(List.of(id))));
        }
    }

    @Test
    public void aRefInANewFolderIsTold() throws Exception {
        try (RefSubscription subscription = watcher.subscribe(gitDirectory, news::release)) {
            git.run("update-ref", "refs/heads/a/b/c/d", "HEAD");
            awaitNews();
            assertThat(subscription.take(), is(Optional.of(List.of())));
            git.run("update-ref", "refs/heads/a/b/c/e", "HEAD");
            awaitNews();
            assertThat(subscription.take(), is(Optional.of(List.of())));
        }
    }

    @Test
    public void aPackedRefThatChangesIsTold() throws Exception {
        git.run("pack-refs", "--all");
        try (RefSubscription subscription = watcher.subscribe(gitDirectory, news::release)) {
            String id = git.commit("second");
            git.run("pack-refs", "--all");
            awaitNews();
            assertThat(subscription.take(), is(Optional.of(List.of(id))));
        }
    }

    @Test
    public void whoComesLaterIsToldOnlyOfWhatIsLater() throws Exception {
        try (RefSubscription first = watcher.subscribe(gitDirectory, news::release)) {
            String id = git.commit("second");
            awaitNews();
            try (RefSubscription second = watcher.subscribe(gitDirectory, () -> {})) {
                assertThat(second.take(), is(Optional.empty()));
                assertThat(first.take(), is(Optional.of(List.of(id))));
            }
        }
    }

    @Test
    public void theThreadEndsWithTheLastSubscriptionAndStartsAgain() throws Exception {
        RefSubscription first = watcher.subscribe(gitDirectory, news::release);
        RefSubscription second = watcher.subscribe(gitDirectory, news::release);
        first.close();
        first.close();
        assertThat(threads.running().size(), is(1));
        second.close();
        while (!threads.running().isEmpty()) {
            Thread.sleep(5);
        }
        aChangeIsTold();
    }

    @Test
    public void withoutAThreadNothingIsWatched() {
        threads.fill();
        assertThrows(IOException.class, () -> watcher.subscribe(gitDirectory, news::release));
    }

    @Test
    public void errorOfOneSubscriptionEndsNoOther() throws Exception {
        Semaphore told = new Semaphore(0);
        RefSubscription bad = watcher.subscribe(gitDirectory, () -> {
            told.release();
            throw new StackOverflowError("on purpose");
        });
        git.commit("second");
        assertThat(told.tryAcquire(10, TimeUnit.SECONDS), is(true));
        bad.close();
        aChangeIsTold();
        assertThat(threads.running().size() <= 1, is(true));
    }
}
