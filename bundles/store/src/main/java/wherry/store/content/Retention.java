package wherry.store.content;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import wherry.store.file.AtomicFiles;
import wherry.store.file.BoundedFile;
import wherry.store.file.Sharing;
import wherry.store.format.ObjectPlace;
import wherry.store.format.PosixTime;

/** The time until which content stays, whoever asks ({@code KEY.rtm}): a number that must not be followed by a newline. */
final class Retention {
    private static final int MAX_BYTES = 1024;

    private final AtomicFiles scratch;

    Retention(AtomicFiles scratch) {
        this.scratch = scratch;
    }

    /** What the file says; empty if there is none, or nothing that git-annex would understand. */
    static Optional<BigDecimal> read(ObjectPlace object) throws IOException {
        return BoundedFile.read(object.retention(), MAX_BYTES)
                .flatMap(time -> PosixTime.parse(new String(time, StandardCharsets.ISO_8859_1)));
    }

    /** Whether the content must stay now. */
    static boolean inForce(ObjectPlace object, Instant now) throws IOException {
        return read(object)
                .filter(end -> end.compareTo(PosixTime.seconds(now)) >= 0)
                .isPresent();
    }

    void write(ObjectPlace object, BigDecimal end, Sharing sharing) throws IOException {
        scratch.write(object.retention(), PosixTime.format(end).getBytes(StandardCharsets.US_ASCII), sharing);
    }
}
