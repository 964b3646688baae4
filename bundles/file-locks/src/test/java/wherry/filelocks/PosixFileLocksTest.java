package wherry.filelocks;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.is;
import static org.junit.Assert.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.junit.rules.Timeout;
import wherry.api.lock.FileLock;
import wherry.api.lock.FileLocks;
import wherry.api.lock.FileLocks.Mode;

public class PosixFileLocksTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Rule
    public final Timeout timeout = Timeout.seconds(60);

    private final FileLocks locks = new PosixFileLocks();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private Path file;

    @Before
    public void nameTheFile() {
        file = folder.getRoot().toPath().resolve("a.lck");
    }

    @After
    public void stopThreads() {
        threads.shutdownNow();
    }

    @Test
    public void exclusiveLockKeepsOtherProcessesOut() throws Exception {
        try (OtherProcess other = new OtherProcess(file)) {
            FileLock lock = locks.tryLock(file, Mode.EXCLUSIVE).orElseThrow();
            assertThat(other.ask("shared"), is("busy"));
            assertThat(other.ask("exclusive"), is("busy"));
            lock.close();
            assertThat(other.ask("exclusive"), is("got"));
        }
    }

    @Test
    public void sharedLockKeepsOnlyExclusiveLocksOfOtherProcessesOut() throws Exception {
        try (OtherProcess other = new OtherProcess(file)) {
            FileLock lock = locks.tryLock(file, Mode.SHARED).orElseThrow();
            assertThat(other.ask("shared"), is("got"));
            assertThat(other.ask("exclusive"), is("busy"));
            lock.close();
            assertThat(other.ask("exclusive"), is("got"));
        }
    }

    @Test
    public void locksOfOtherProcessesKeepUsOut() throws Exception {
        try (OtherProcess other = new OtherProcess(file)) {
            assertThat(other.ask("shared"), is("got"));
            assertThat(locks.tryLock(file, Mode.EXCLUSIVE), is(Optional.empty()));
            locks.tryLock(file, Mode.SHARED).orElseThrow().close();
            assertThat(other.ask("exclusive"), is("got"));
            assertThat(locks.tryLock(file, Mode.EXCLUSIVE), is(Optional.empty()));
            assertThat(locks.tryLock(file, Mode.SHARED), is(Optional.empty()));
        }
        locks.tryLock(file, Mode.EXCLUSIVE).orElseThrow().close();
    }

    @Test
    public void sharedLockLastsUntilItsLastHolderLetsGo() throws Exception {
        try (OtherProcess other = new OtherProcess(file)) {
            FileLock one = locks.tryLock(file, Mode.SHARED).orElseThrow();
            FileLock two = locks.lock(file, Mode.SHARED);
            one.close();
            one.close();
            assertThat(other.ask("exclusive"), is("busy"));
            two.close();
            assertThat(other.ask("exclusive"), is("got"));
        }
    }

    @Test
    public void conflictsInsideTheProcessAreFoundAndHarmless() throws Exception {
        try (OtherProcess other = new OtherProcess(file)) {
            FileLock shared = locks.tryLock(file, Mode.SHARED).orElseThrow();
            assertThat(locks.tryLock(file, Mode.EXCLUSIVE), is(Optional.empty()));
            assertThat(other.ask("exclusive"), is("busy"));
            shared.close();
            FileLock exclusive = locks.tryLock(file, Mode.EXCLUSIVE).orElseThrow();
            assertThat(locks.tryLock(file, Mode.SHARED), is(Optional.empty()));
            assertThat(locks.tryLock(file, Mode.EXCLUSIVE), is(Optional.empty()));
            assertThat(other.ask("shared"), is("busy"));
            exclusive.close();
        }
    }

    @Test
    public void twoNamesOfOneFileAreOneLock() throws Exception {
        Path alias = folder.getRoot().toPath().resolve("alias");
        Files.createSymbolicLink(alias, folder.getRoot().toPath());
        try (FileLock lock = locks.tryLock(file, Mode.EXCLUSIVE).orElseThrow()) {
            assertThat(lock.file(), is(file));
            assertThat(locks.tryLock(alias.resolve("a.lck"), Mode.SHARED), is(Optional.empty()));
        }
    }

    @Test
    public void lockWaitsForAnotherProcess() throws Exception {
        try (OtherProcess other = new OtherProcess(file)) {
            assertThat(other.ask("exclusive"), is("got"));
            Future<FileLock> waiting = threads.submit(() -> locks.lock(file, Mode.EXCLUSIVE));
            assertThrows(TimeoutException.class, () -> waiting.get(200, TimeUnit.MILLISECONDS));
            assertThat(locks.tryLock(file, Mode.SHARED), is(Optional.empty()));
            assertThat(other.ask("unlock"), is("got"));
            waiting.get().close();
            assertThat(other.ask("exclusive"), is("got"));
        }
    }

    @Test
    public void otherProcessThatWaitsGetsItsTurn() throws Exception {
        try (OtherProcess other = new OtherProcess(file)) {
            FileLock lock = locks.lock(file, Mode.EXCLUSIVE);
            other.send("wait");
            Future<String> answer = threads.submit(other::answer);
            assertThrows(TimeoutException.class, () -> answer.get(200, TimeUnit.MILLISECONDS));
            lock.close();
            assertThat(answer.get(), is("got"));
        }
    }

    @Test
    public void lockWaitsForAnotherThread() throws Exception {
        FileLock lock = locks.lock(file, Mode.SHARED);
        Future<FileLock> waiting = threads.submit(() -> locks.lock(file, Mode.EXCLUSIVE));
        assertThrows(TimeoutException.class, () -> waiting.get(100, TimeUnit.MILLISECONDS));
        lock.close();
        waiting.get().close();
    }

    @Test
    public void interruptEndsTheWaitForAThread() throws Exception {
        try (FileLock lock = locks.lock(file, Mode.EXCLUSIVE)) {
            interruptOneWhoWaits(lock.file());
        }
        locks.tryLock(file, Mode.EXCLUSIVE).orElseThrow().close();
    }

    @Test
    public void interruptEndsTheWaitForAProcess() throws Exception {
        try (OtherProcess other = new OtherProcess(file)) {
            assertThat(other.ask("exclusive"), is("got"));
            interruptOneWhoWaits(file);
        }
        locks.tryLock(file, Mode.EXCLUSIVE).orElseThrow().close();
    }

    private void interruptOneWhoWaits(Path path) throws InterruptedException {
        List<Throwable> seen = new ArrayList<>();
        Thread waiter = new Thread(() -> {
            try {
                locks.lock(path, Mode.EXCLUSIVE);
            } catch (IOException e) {
                seen.add(e);
            }
        });
        waiter.start();
        Thread.sleep(200);
        waiter.interrupt();
        waiter.join();
        assertThat(seen.get(0), is(instanceOf(IOException.class)));
    }

    @Test
    public void deleteRemovesTheFileOnlyForTheLastHolder() throws Exception {
        FileLock one = locks.tryLock(file, Mode.SHARED).orElseThrow();
        FileLock two = locks.tryLock(file, Mode.SHARED).orElseThrow();
        assertThat(one.deleteAndClose(), is(false));
        assertThat(Files.exists(file), is(true));
        assertThat(two.deleteAndClose(), is(true));
        assertThat(Files.exists(file), is(false));
        assertThat(two.deleteAndClose(), is(false));
    }

    @Test
    public void deleteLeavesAFileThatAnotherProcessShares() throws Exception {
        try (OtherProcess other = new OtherProcess(file)) {
            FileLock lock = locks.tryLock(file, Mode.SHARED).orElseThrow();
            assertThat(other.ask("shared"), is("got"));
            assertThat(lock.deleteAndClose(), is(false));
            assertThat(Files.exists(file), is(true));
            assertThat(other.ask("exclusive"), is("got"));
        }
    }

    @Test
    public void deleteUnderAnExclusiveLockRemovesTheFile() throws Exception {
        assertThat(locks.lock(file, Mode.EXCLUSIVE).deleteAndClose(), is(true));
        assertThat(Files.exists(file), is(false));
    }

    @Test
    public void waiterLocksTheNewFileWhenTheOldOneIsDeleted() throws Exception {
        FileLock lock = locks.lock(file, Mode.EXCLUSIVE);
        Future<FileLock> waiting = threads.submit(() -> locks.lock(file, Mode.EXCLUSIVE));
        Thread.sleep(50);
        lock.deleteAndClose();
        try (FileLock second = waiting.get();
                OtherProcess other = new OtherProcess(second.file())) {
            assertThat(other.ask("shared"), is("busy"));
        }
    }

    @Test
    public void waiterLocksTheNewFileWhenAProcessReplacesTheOldOne() throws Exception {
        try (OtherProcess other = new OtherProcess(file)) {
            assertThat(other.ask("exclusive"), is("got"));
            Future<FileLock> waiting = threads.submit(() -> locks.lock(file, Mode.EXCLUSIVE));
            Thread.sleep(100);
            Files.delete(file);
            Files.createFile(file);
            assertThat(other.ask("unlock"), is("got"));
            try (FileLock lock = waiting.get();
                    OtherProcess second = new OtherProcess(lock.file())) {
                assertThat(second.ask("shared"), is("busy"));
            }
        }
    }

    @Test
    public void fileReplacedWhileLockedCanBeLockedAnew() throws Exception {
        FileLock old = locks.tryLock(file, Mode.EXCLUSIVE).orElseThrow();
        Files.delete(file);
        FileLock lock = locks.tryLock(file, Mode.EXCLUSIVE).orElseThrow();
        assertThat(old.deleteAndClose(), is(false));
        try (OtherProcess other = new OtherProcess(file)) {
            assertThat(other.ask("shared"), is("busy"));
            lock.close();
            assertThat(other.ask("shared"), is("got"));
        }
    }

    @Test
    public void missingFolderIsAnError() {
        Path lost = file.resolveSibling("lost").resolve("a.lck");
        assertThrows(NoSuchFileException.class, () -> locks.tryLock(lost, Mode.SHARED));
    }

    @Test
    public void linkToNowhereIsAnError() throws Exception {
        Files.createSymbolicLink(file, Path.of("nowhere"));
        assertThrows(IOException.class, () -> locks.tryLock(file, Mode.EXCLUSIVE));
    }

    @Test
    public void exclusiveLockIsHeldByOneAtATimeAmongThreadsThatDeleteIt() throws Exception {
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        AtomicInteger rounds = new AtomicInteger();
        Callable<Void> work = () -> {
            for (int i = 0; i < 200; i++) {
                FileLock lock = locks.lock(file, Mode.EXCLUSIVE);
                most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                inside.decrementAndGet();
                rounds.incrementAndGet();
                if (i % 2 == 0) {
                    lock.deleteAndClose();
                } else {
                    lock.close();
                }
            }
            return null;
        };
        runTogether(List.of(work, work, work, work));
        assertThat(rounds.get(), is(800));
        assertThat(most.get(), is(1));
    }

    private void runTogether(List<Callable<Void>> work) throws InterruptedException, ExecutionException {
        for (Future<Void> done : threads.invokeAll(work)) {
            done.get();
        }
    }
}
