package wherry.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;

/** What it costs to have a server: the time it takes to start, and memory. Linux tells the latter. */
final class ServerMeasurements {
    private static final Duration READY = Duration.ofSeconds(60);
    private static final long POLL_MILLIS = 2;
    private static final long SETTLE_MILLIS = 1500;

    private final Sizes sizes;
    private final Names names;
    private final Clients clients;

    ServerMeasurements(Sizes sizes, Clients clients) {
        this.sizes = sizes;
        this.names = new Names(sizes);
        this.clients = clients;
    }

    /** To be done before all others. */
    List<Measurement> first() {
        return List.of(Measurement.of(names.start(), List.of(Network.TCP), this::start));
    }

    /** To be done after all others. */
    List<Measurement> last() {
        return List.of(Measurement.of(
                names.memoryAfter(),
                List.of(Network.TCP),
                (door, found) -> found.value(
                        names.memoryAfter(),
                        Unit.MEGABYTES,
                        megabytes(door.server().pid(), "Rss"))));
    }

    /** Returns once the server lets clients in there. */
    void untilReady(Door door) throws IOException {
        long end = System.nanoTime() + READY.toNanos();
        while (true) {
            try (RawClient client = clients.connectIdle(door)) {
                return;
            } catch (IOException e) {
                if (System.nanoTime() > end) {
                    throw new IOException("not ready within " + READY.toSeconds() + " s: " + door.remote(), e);
                }
            }
            pause(POLL_MILLIS);
        }
    }

    private void start(Door door, Measurement.Found found) throws IOException {
        Server server = door.server();
        server.stop();
        found.value(names.start(), Unit.SECONDS, Timed.seconds(() -> {
            server.start();
            untilReady(door);
        }));
        for (Door other : server.doors()) {
            untilReady(other);
        }
        pause(SETTLE_MILLIS);
        found.value(names.memoryIdle(), Unit.MEGABYTES, megabytes(server.pid(), "Rss"));
        Deque<RawClient> connected = new ArrayDeque<>();
        try {
            for (int i = 0; i < sizes.idleClients(); i++) {
                connected.push(clients.connectIdle(door));
            }
            pause(SETTLE_MILLIS);
            found.value(names.memoryClients(), Unit.MEGABYTES, megabytes(server.pid(), "Rss"));
            found.value(names.memoryAll(), Unit.MEGABYTES, megabytesOfAll(server.pid()));
        } finally {
            while (!connected.isEmpty()) {
                connected.pop().close();
            }
        }
    }

    private static double megabytesOfAll(long pid) throws IOException {
        double sum = megabytes(pid, "Pss");
        for (ProcessHandle child : ProcessHandle.of(pid).stream()
                .flatMap(ProcessHandle::descendants)
                .toList()) {
            sum += megabytesOfChild(child);
        }
        return sum;
    }

    // One that has just ended has none.
    private static double megabytesOfChild(ProcessHandle child) {
        try {
            return megabytes(child.pid(), "Pss");
        } catch (IOException | UncheckedIOException e) {
            return 0;
        }
    }

    private static double megabytes(long pid, String which) throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(pid), "smaps_rollup"))) {
            return lines.filter(line -> line.startsWith(which + ":"))
                            .map(line -> line.replaceAll("[^0-9]", ""))
                            .mapToLong(Long::parseLong)
                            .sum()
                    * 1024
                    / 1e6;
        }
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
