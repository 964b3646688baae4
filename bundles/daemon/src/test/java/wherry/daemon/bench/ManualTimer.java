package wherry.daemon.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import wherry.shared.time.Deadlines.Deadline;
import wherry.shared.time.Timer;

/** A clock that goes on when the test says so. Used by one thread. */
public final class ManualTimer implements Timer {
    private final List<Pending> pending = new ArrayList<>();
    private long now;

    private record Pending(long time, Runnable action) {}

    @Override
    public long nanoTime() {
        return now;
    }

    @Override
    public Deadline after(Duration time, Runnable action) {
        Pending one = new Pending(now + time.toNanos(), action);
        pending.add(one);
        return () -> pending.remove(one);
    }

    /** How much waits to be done. */
    public int waiting() {
        return pending.size();
    }

    /** Does what is due until then, one after another. */
    public void pass(Duration time) {
        long end = now + time.toNanos();
        Optional<Pending> next = due(end);
        while (next.isPresent()) {
            pending.remove(next.get());
            now = Math.max(now, next.get().time());
            next.get().action().run();
            next = due(end);
        }
        now = end;
    }

    private Optional<Pending> due(long end) {
        return pending.stream().filter(one -> one.time() <= end).min(Comparator.comparingLong(Pending::time));
    }
}
