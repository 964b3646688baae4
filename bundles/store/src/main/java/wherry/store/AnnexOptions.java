package wherry.store;

import org.eclipse.jgit.lib.Config;

/**
 * The settings of an annex that decide what is done with content.
 *
 * @param verify whether hashes are checked on arrival
 * @param secureHashesOnly whether only content with a strong hash may come in
 * @param verifiableOnly whether only content may come in that can be checked against its key
 * @param force whether the disk has to hold content before it is in the annex
 * @param thin whether objects may be unlocked files of the working tree as well
 * @param diskReserve bytes that must stay free
 * @param sharing who else may write
 */
record AnnexOptions(
        boolean verify,
        boolean secureHashesOnly,
        boolean verifiableOnly,
        boolean force,
        boolean thin,
        long diskReserve,
        Sharing sharing) {
    // SOURCE: git-annex(1), annex.diskreserve
    private static final long DEFAULT_RESERVE = 100_000_000;

    static AnnexOptions of(Config config, ContentHooks hooks) {
        String reserve = config.getString("annex", null, "diskreserve");
        return new AnnexOptions(
                config.getBoolean("annex", "verify", true),
                config.getBoolean("annex", "securehashesonly", false),
                config.getBoolean("wherry", "verifiablekeysonly", false),
                config.getBoolean("wherry", "fsync", true),
                config.getBoolean("annex", "thin", false),
                reserve == null ? DEFAULT_RESERVE : DataSize.parse(reserve).orElse(DEFAULT_RESERVE),
                Sharing.of(config.getString("core", null, "sharedrepository")).with(hooks));
    }
}
