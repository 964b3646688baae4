package wherry.store.branch;

import java.time.Duration;
import java.util.Optional;
import org.eclipse.jgit.lib.Config;
import wherry.store.git.DataSize;

/** The setting {@code wherry.mergelimit}: how much of one branch of others is looked at to merge it. */
final class MergeLimit {
    // A million keys take half of it.
    private static final long DEFAULT_BYTES = 1L << 30;
    private static final Duration TIME_FOR_DEFAULT = Duration.ofMinutes(1);

    private static final double MOST_TIMES = 10_000;

    private MergeLimit() {}

    static BranchBudget.Limits of(Config config) {
        String setting = Optional.ofNullable(config.getString("wherry", null, "mergelimit"))
                .orElse("");
        long bytes = DataSize.parse(setting).orElse(DEFAULT_BYTES);
        double more = Math.min(MOST_TIMES, Math.max(1, (double) bytes / DEFAULT_BYTES));
        return new BranchBudget.Limits(bytes, Duration.ofSeconds((long) (TIME_FOR_DEFAULT.toSeconds() * more)));
    }
}
