package wherry.store.branch;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.util.StringUtils;
import org.jspecify.annotations.Nullable;

/** Repositories of which nobody else is to know: what is recorded of them stays out of the branch. */
final class PrivateRepositories {
    private PrivateRepositories() {}

    /**
     * Those that the configuration names, by their UUIDs.
     *
     * <p>SOURCE: git-annex(1), annex.private and remote.NAME.annex-private.
     */
    static Set<String> of(Config config) {
        Set<String> uuids = new HashSet<>();
        if (isTrue(config, "annex", null, "private")) {
            uuid(config, "annex", null, "uuid").ifPresent(uuids::add);
        }
        for (String remote : config.getSubsections("remote")) {
            if (isTrue(config, "remote", remote, "annex-private")) {
                uuid(config, "remote", remote, "annex-uuid").ifPresent(uuids::add);
            }
        }
        return uuids;
    }

    private static Optional<String> uuid(Config config, String section, @Nullable String name, String key) {
        return Optional.ofNullable(config.getString(section, name, key));
    }

    private static boolean isTrue(Config config, String section, @Nullable String name, String key) {
        String value = config.getString(section, name, key);
        return value != null && (Config.isMissing(value) || Boolean.TRUE.equals(StringUtils.toBooleanOrNull(value)));
    }
}
