package wherry.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import wherry.kit.programs.StockAnnex;
import wherry.kit.programs.ThrowawayRepository;

/** What users wait for: the real git-annex as the client. */
final class AnnexMeasurements {
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private final Names names;
    private final Content content;
    private final RawMeasurements raw;
    private final ThrowawayRepository client;

    AnnexMeasurements(Sizes sizes, Content content, RawMeasurements raw, ThrowawayRepository client) {
        this.names = new Names(sizes);
        this.content = content;
        this.raw = raw;
        this.client = client;
    }

    List<Measurement> all() {
        return List.of(
                Measurement.of(
                        names.annexGetBig(),
                        (door, found) -> get(door, found, names.annexGetBig(), Content.SERVED_BIG)),
                Measurement.of(
                        names.annexCopyBig(),
                        (door, found) -> copy(door, found, names.annexCopyBig(), Content.SENT_BIG)),
                Measurement.of(
                        names.annexGetSmall(),
                        (door, found) -> get(door, found, names.annexGetSmall(), Content.SERVED_SMALL)),
                Measurement.of(
                        names.annexCopySmall(),
                        (door, found) -> copy(door, found, names.annexCopySmall(), Content.SENT_SMALL)));
    }

    private void get(Door door, Measurement.Found found, String what, String path) throws IOException {
        ThrowawayRepository copy = content.copyOf(client);
        try {
            annex(door, found, what, copy, "get", "--quiet", "--from=" + door.remote(), path);
            for (Content.Item item : content.items(path)) {
                if (Files.size(copy.folder().resolve(item.file())) != item.bytes()) {
                    throw new IOException("did not come whole: " + item.file());
                }
            }
        } finally {
            content.remove(copy);
        }
    }

    private void copy(Door door, Measurement.Found found, String what, String path) throws IOException {
        ThrowawayRepository copy = content.copyOf(client);
        try {
            annex(door, found, what, copy, "copy", "--quiet", "--to=" + door.remote(), path);
        } finally {
            content.remove(copy);
        }
        raw.forget(door, content.items(path));
    }

    private void annex(Door door, Measurement.Found found, String what, ThrowawayRepository copy, String... arguments) {
        StockAnnex annex = copy.stock().in(door.server().clients());
        annex.git("status", "--short");
        content.settle();
        found.value(
                what, Unit.SECONDS, annex.tryAnnex(LIMIT, arguments).ok().took().toNanos() / 1e9);
    }
}
