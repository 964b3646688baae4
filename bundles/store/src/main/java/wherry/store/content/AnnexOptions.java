package wherry.store.content;

import java.time.Duration;
import org.eclipse.jgit.lib.Config;
import wherry.store.file.ContentHooks;
import wherry.store.file.Sharing;
import wherry.store.git.DataSize;
import wherry.store.git.DurationText;

/**
 * The settings of an annex that decide what is done with content.
 *
 * @param verify whether hashes are checked on arrival
 * @param secureHashesOnly whether only content with a strong hash may come in
 * @param verifiableOnly whether only content may come in that can be checked against its key
 * @param force whether the disk has to hold content before it is in the annex
 * @param thin whether objects may be unlocked files of the working tree as well
 * @param diskReserve bytes that must stay free
 * @param partialKept how long content stays that did not come to its end
 * @param sharing who else may write
 */
public record AnnexOptions(
        boolean verify,
        boolean secureHashesOnly,
        boolean verifiableOnly,
        boolean force,
        boolean thin,
        long diskReserve,
        Duration partialKept,
        Sharing sharing) {
    // SOURCE: git-annex(1), annex.diskreserve
    private static final long DEFAULT_RESERVE = 100_000_000;

    private static final Duration DEFAULT_PARTIAL_KEPT = Duration.ofDays(14);
    private static final Duration FOR_EVER = Duration.ofDays(1_000_000);

    public static AnnexOptions of(Config config, ContentHooks hooks) {
        return new AnnexOptions(
                config.getBoolean("annex", "verify", true),
                config.getBoolean("annex", "securehashesonly", false),
                config.getBoolean("wherry", "verifiablekeysonly", false),
                config.getBoolean("wherry", "fsync", true),
                config.getBoolean("annex", "thin", false),
                diskReserve(config),
                partialKept(config),
                Sharing.of(config.getString("core", null, "sharedrepository")).with(hooks));
    }

    /** The setting {@code annex.diskreserve} in bytes. */
    public static long diskReserve(Config config) {
        String text = config.getString("annex", null, "diskreserve");
        return text == null ? DEFAULT_RESERVE : DataSize.parse(text).orElse(DEFAULT_RESERVE);
    }

    private static Duration partialKept(Config config) {
        String text = config.getString("wherry", null, "keeppartial");
        if (text == null) {
            return DEFAULT_PARTIAL_KEPT;
        }
        return text.strip().equalsIgnoreCase("forever")
                ? FOR_EVER
                : DurationText.parse(text).orElse(DEFAULT_PARTIAL_KEPT);
    }
}
