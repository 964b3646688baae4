package wherry.store;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.Optional;
import wherry.store.branch.PosixTime;

/** The time until which content stays, whoever asks ({@code KEY.rtm}): a number that must not be followed by a newline. */
final class Retention {
    private final Scratch scratch;

    Retention(Scratch scratch) {
        this.scratch = scratch;
    }

    /** What the file says; empty if there is none, or nothing that git-annex would understand. */
    static Optional<BigDecimal> read(ObjectPlace object) throws IOException {
        if (!object.retention().toFile().exists()) {
            return Optional.empty();
        }
        try {
            return PosixTime.parse(Files.readString(object.retention(), StandardCharsets.ISO_8859_1));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
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
