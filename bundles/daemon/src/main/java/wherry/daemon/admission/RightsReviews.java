package wherry.daemon.admission;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import wherry.api.annex.AnnexUuid;
import wherry.api.serving.Served;
import wherry.shared.time.Deadlines;

/**
 * The review of each thing served: one for all links that lead to it, whichever protocol their peers speak and however often it is opened.
 * Thread-safe.
 */
public final class RightsReviews {
    private final Deadlines clock;
    private final Map<Identity, RightsReview> reviews = new ConcurrentHashMap<>();

    private record Identity(AnnexUuid uuid, Optional<Path> folder) {}

    /**
     * Nothing is served yet.
     *
     * @param clock of its own, whatever peers do to other threads
     */
    public RightsReviews(Deadlines clock) {
        this.clock = clock;
    }

    /** What every peer may do at most has changed somewhere: that counts for a repository and for all behind it. */
    public void permitAnew() {
        reviews.values().forEach(RightsReview::permitAnew);
    }

    /** The one of what is served there; the same as long as this is. */
    public RightsReview of(Served served) {
        return reviews.computeIfAbsent(
                new Identity(served.uuid(), served.folder()), identity -> new RightsReview(clock));
    }
}
