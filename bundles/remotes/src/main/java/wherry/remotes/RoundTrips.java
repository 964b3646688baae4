package wherry.remotes;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import wherry.api.annex.Key;
import wherry.api.content.Content;

/**
 * How long a remote takes to answer one question.
 *
 * @param nanos of each question, in their order; at least one
 */
record RoundTrips(List<Long> nanos) {
    /** Nobody has it; every version of the protocol can be asked for it, and a peer needs one look to say no. */
    private static final Key NOBODYS = Key.parse("WORM-s0-m0--wherry-ping").orElseThrow();

    RoundTrips {
        nanos = List.copyOf(nanos);
    }

    /** Asks one question after the other; a first one, which also agrees on a version, is not counted. */
    static RoundTrips measure(Content content, int count) throws IOException {
        boolean unused = content.present(NOBODYS);
        List<Long> nanos = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long start = System.nanoTime();
            unused = content.present(NOBODYS);
            nanos.add(System.nanoTime() - start);
        }
        return new RoundTrips(nanos);
    }

    double least() {
        return Milliseconds.of(nanos.stream().mapToLong(Long::longValue).min().orElseThrow());
    }

    double mean() {
        return Milliseconds.of(nanos.stream().mapToLong(Long::longValue).sum() / nanos.size());
    }

    double most() {
        return Milliseconds.of(nanos.stream().mapToLong(Long::longValue).max().orElseThrow());
    }
}
