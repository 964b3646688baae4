package wherry.annexcommands;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import wherry.api.annex.Key;
import wherry.api.node.ConnectionThreads;

/** Works on many keys, several at once if that is wanted: then each worker has connections of its own. Used by one thread. */
final class Workers {
    /** So many that a slow network costs little for questions asked ahead, and few enough to be shared out evenly. */
    private static final int MOST_TOGETHER = 256;

    private static final int SHARES = 4;

    private final ConnectionThreads threads;
    private final int number;
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    private final Set<Thread> helpers = ConcurrentHashMap.newKeySet();

    /** What a worker does. */
    @FunctionalInterface
    interface Work {
        /** With some of the keys. */
        void run(List<CommandTarget> subjects) throws IOException, InterruptedException;
    }

    /** Makes what one worker does. */
    @FunctionalInterface
    interface Maker {
        /** In a session that the worker alone uses. */
        Work make(CommandContext session);
    }

    /** @param number of workers, positive */
    Workers(ConnectionThreads threads, int number) {
        this.threads = threads;
        this.number = number;
    }

    /** Works on all of them, until the first exception. */
    void run(CommandContext session, List<CommandTarget> subjects, Maker maker)
            throws IOException, InterruptedException {
        Queue<List<CommandTarget>> rest = parts(subjects);
        int wanted = Math.min(number, rest.size()) - 1;
        CountDownLatch done = new CountDownLatch(Math.max(0, wanted));
        for (int i = 0; i < wanted; i++) {
            start(done, () -> {
                try (RemoteConnections own = session.peers().others()) {
                    work(maker.make(session.with(own)), rest);
                }
            });
        }
        boolean finished = false;
        try {
            work(maker.make(session), rest);
            done.await();
            finished = true;
        } finally {
            if (!finished) {
                rest.clear();
                helpers.forEach(Thread::interrupt);
                awaitQuietly(done);
            }
        }
        rethrow();
    }

    /** Keys that come twice stay together, since no two may receive one key. */
    private Queue<List<CommandTarget>> parts(List<CommandTarget> subjects) {
        Map<Optional<Key>, List<CommandTarget>> byKey = new LinkedHashMap<>();
        subjects.forEach(subject ->
                byKey.computeIfAbsent(subject.key(), key -> new ArrayList<>()).add(subject));
        int most =
                number == 1 ? MOST_TOGETHER : Math.max(1, Math.min(subjects.size() / (number * SHARES), MOST_TOGETHER));
        Queue<List<CommandTarget>> parts = new ConcurrentLinkedQueue<>();
        Collection<List<CommandTarget>> groups =
                number == 1 ? subjects.stream().map(List::of).toList() : byKey.values();
        List<CommandTarget> part = new ArrayList<>();
        for (List<CommandTarget> group : groups) {
            part.addAll(group);
            if (part.size() >= most) {
                parts.add(part);
                part = new ArrayList<>();
            }
        }
        if (!part.isEmpty()) {
            parts.add(part);
        }
        return parts;
    }

    /** What is done on a thread of its own. */
    @FunctionalInterface
    private interface Task {
        void run() throws IOException, InterruptedException;
    }

    private void start(CountDownLatch done, Task task) {
        try {
            threads.start("annex", () -> {
                helpers.add(Thread.currentThread());
                try {
                    task.run();
                } catch (IOException | InterruptedException | RuntimeException e) {
                    failure.compareAndSet(null, e);
                } finally {
                    helpers.remove(Thread.currentThread());
                    done.countDown();
                }
            });
        } catch (RejectedExecutionException e) {
            // The node has much to do: then fewer work on it.
            done.countDown();
        }
    }

    private void work(Work work, Queue<List<CommandTarget>> rest) throws IOException, InterruptedException {
        for (List<CommandTarget> part = rest.poll(); part != null && failure.get() == null; part = rest.poll()) {
            work.run(part);
        }
    }

    private static void awaitQuietly(CountDownLatch done) {
        boolean interrupted = false;
        while (done.getCount() > 0) {
            try {
                done.await();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void rethrow() throws IOException, InterruptedException {
        Exception first = failure.get();
        if (first instanceof IOException e) {
            throw e;
        } else if (first instanceof InterruptedException e) {
            throw e;
        } else if (first != null) {
            throw new IllegalStateException(first);
        }
    }
}
