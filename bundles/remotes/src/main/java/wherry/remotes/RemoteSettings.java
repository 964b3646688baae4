package wherry.remotes;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import wherry.api.annex.AnnexUuid;
import wherry.api.annex.StoreException;
import wherry.api.branch.TrustLevel;
import wherry.api.remote.Remote;
import wherry.api.remote.UrlScheme;
import wherry.api.store.Settings;

/**
 * What git's configuration says of remotes.
 *
 * @param git the configuration
 */
record RemoteSettings(Settings git) {
    // SOURCE: git-annex's costs: local repositories, those behind a network, P2P remotes.
    private static final double LOCAL = 100;
    private static final double HOST = 200;
    private static final double PEER = 1000;

    List<Remote> all() throws StoreException {
        List<Remote> remotes = new ArrayList<>();
        for (String name : git.subsections("remote")) {
            remotes.add(read(name, "remote." + name + "."));
        }
        return remotes;
    }

    private Remote read(String name, String prefix) throws StoreException {
        List<String> urls = git.values(prefix + "url");
        return new Remote(
                name,
                urls,
                git.value(prefix + "annex-uuid").flatMap(RemoteSettings::uuid),
                cost(prefix, urls),
                git.value(prefix + "annex-ignore").map(Settings::meansYes),
                git.isOn(prefix + "annex-readonly", false),
                new Remote.Sync(
                        git.isOn(prefix + "annex-sync", true),
                        git.isOn(prefix + "annex-pull", true),
                        git.isOn(prefix + "annex-push", true)),
                git.value(prefix + "annex-trustlevel").map(RemoteSettings::trust),
                git.value(prefix + "fetch").isPresent());
    }

    private static Optional<AnnexUuid> uuid(String text) {
        try {
            return Optional.of(new AnnexUuid(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** {@code annex-cost-command} is not run: it may be a stranger's. */
    private double cost(String prefix, List<String> urls) throws StoreException {
        Optional<Double> set = git.value(prefix + "annex-cost").flatMap(RemoteSettings::number);
        return set.isPresent() ? set.get() : usual(urls);
    }

    private static double usual(List<String> urls) {
        UrlScheme scheme = urls.isEmpty() ? UrlScheme.SSH : UrlScheme.of(urls.get(urls.size() - 1));
        if (scheme.equals(UrlScheme.P2P)) {
            return PEER;
        }
        return scheme.equals(UrlScheme.FILE) ? LOCAL : HOST;
    }

    private static Optional<Double> number(String text) {
        try {
            return Optional.of(Double.valueOf(text)).filter(cost -> !cost.isNaN());
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static TrustLevel trust(String word) {
        return switch (word) {
            case "trusted" -> TrustLevel.TRUSTED;
            case "untrusted" -> TrustLevel.UNTRUSTED;
            default -> TrustLevel.SEMITRUSTED;
        };
    }
}
