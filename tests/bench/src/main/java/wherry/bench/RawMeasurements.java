package wherry.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What a server costs, asked by a client that costs next to nothing. */
final class RawMeasurements {
    private final Sizes sizes;
    private final Names names;
    private final Content content;
    private final Clients clients;
    private final Content.Item servedBig;
    private final Content.Item sentBig;
    private final List<Content.Item> servedSmall;
    private final List<Content.Item> sentSmall;

    RawMeasurements(Sizes sizes, Content content, Clients clients) throws IOException {
        this.sizes = sizes;
        this.names = new Names(sizes);
        this.content = content;
        this.clients = clients;
        this.servedBig = content.items(Content.SERVED_BIG).get(0);
        this.sentBig = content.items(Content.SENT_BIG).get(0);
        this.servedSmall = content.items(Content.SERVED_SMALL);
        this.sentSmall = content.items(Content.SENT_SMALL);
    }

    List<Measurement> all() {
        return List.of(
                Measurement.of(names.connect(), this::connect),
                Measurement.of(names.program(), this::program),
                Measurement.of("CHECKPRESENT", this::check),
                Measurement.of(
                        names.rawGetBig(), (door, found) -> get(door, found, names.rawGetBig(), List.of(servedBig))),
                Measurement.of(
                        names.rawPutBig(), (door, found) -> put(door, found, names.rawPutBig(), List.of(sentBig))),
                Measurement.of(
                        names.rawGetSmall(), (door, found) -> get(door, found, names.rawGetSmall(), servedSmall)),
                Measurement.of(names.rawPutSmall(), (door, found) -> put(door, found, names.rawPutSmall(), sentSmall)),
                Measurement.of(names.programGetBig(), this::getThroughProgram));
    }

    private void connect(Door door, Measurement.Found found) throws IOException {
        for (int i = 0; i < sizes.starts(); i++) {
            long start = System.nanoTime();
            try (RawClient client = clients.connectIdle(door)) {
                found.value(names.connect(), Unit.MILLISECONDS, (System.nanoTime() - start) / 1e6);
            }
        }
    }

    private void program(Door door, Measurement.Found found) throws IOException {
        for (int i = 0; i < sizes.starts(); i++) {
            long start = System.nanoTime();
            try (RawClient client = clients.startProgram(door)) {
                found.value(names.program(), Unit.MILLISECONDS, (System.nanoTime() - start) / 1e6);
            }
        }
    }

    // One that is there and one that is not, in turns.
    private void check(Door door, Measurement.Found found) throws IOException {
        List<Double> took = new ArrayList<>();
        try (RawClient client = clients.connect(door)) {
            for (int i = 0; i < sizes.checks(); i++) {
                boolean present = i % 2 == 0;
                String key = (present ? servedSmall : sentSmall)
                        .get(i % servedSmall.size())
                        .key();
                long start = System.nanoTime();
                if (client.isPresent(key) != present) {
                    throw new IOException("CHECKPRESENT says that " + key + " is " + (present ? "absent" : "present"));
                }
                took.add((System.nanoTime() - start) / 1e6);
            }
        }
        List<Double> sorted = took.stream().sorted().toList();
        found.value(names.check(), Unit.MILLISECONDS, Spread.percentile(sorted, 50));
        found.value(names.checkTail(), Unit.MILLISECONDS, Spread.percentile(sorted, 95));
    }

    private void get(Door door, Measurement.Found found, String what, List<Content.Item> items) throws IOException {
        try (RawClient client = clients.connect(door)) {
            found.value(what, Unit.SECONDS, Timed.seconds(() -> {
                for (Content.Item item : items) {
                    client.get(item.key(), item.bytes());
                }
            }));
        }
    }

    private void put(Door door, Measurement.Found found, String what, List<Content.Item> items) throws IOException {
        content.settle();
        try (RawClient client = clients.connect(door)) {
            found.value(what, Unit.SECONDS, Timed.seconds(() -> {
                for (Content.Item item : items) {
                    client.put(item.key(), item.object());
                }
            }));
        }
        forget(door, items);
    }

    /** Takes away from a server what was sent there. */
    void forget(Door door, List<Content.Item> items) throws IOException {
        try (RawClient client = clients.connect(door)) {
            for (Content.Item item : items) {
                if (!client.isPresent(item.key())) {
                    throw new IOException("what was sent is not there: " + item.key());
                }
                client.remove(item.key());
            }
        }
        // Commits what the server has written to the journal.
        door.server().repository().stock().annex("merge", "--quiet");
    }

    private void getThroughProgram(Door door, Measurement.Found found) throws IOException {
        try (RawClient client = clients.connectThroughProgram(door)) {
            found.value(
                    names.programGetBig(),
                    Unit.SECONDS,
                    Timed.seconds(() -> client.get(servedBig.key(), servedBig.bytes())));
        }
    }

    /** Checks that what a server sends is the content. */
    void verify(Door door) throws IOException {
        try (RawClient client = clients.connect(door)) {
            client.getAndVerify(servedBig.key(), servedBig.bytes());
            client.getAndVerify(servedSmall.get(0).key(), servedSmall.get(0).bytes());
        }
    }
}
