package wherry.annexcommands;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import wherry.api.annex.AnnexUuid;
import wherry.api.annex.StoreException;
import wherry.api.peer.PeerAddress;
import wherry.api.store.Settings;

/**
 * A repository that git's configuration names, and that a P2P link leads to.
 *
 * @param name in git's configuration
 * @param uuid of its annex
 * @param address where it is
 * @param cost cheaper ones are asked first
 * @param readOnly whether nothing may be sent or removed there
 */
record Remote(String name, AnnexUuid uuid, PeerAddress address, double cost, boolean readOnly) {
    // SOURCE: git-annex gives P2P remotes its cost of very expensive ones.
    private static final double DEFAULT_COST = 1000;

    /** Those that can be reached, the cheapest first. */
    static List<Remote> all(Settings settings) throws StoreException {
        List<Remote> remotes = new ArrayList<>();
        for (String name : settings.subsections("remote")) {
            read(settings, name).ifPresent(remotes::add);
        }
        remotes.sort(Comparator.comparingDouble(Remote::cost));
        return remotes;
    }

    /** Why a remote is not among them, for the user. */
    static String whyNot(Settings settings, String name) throws StoreException {
        if (!settings.subsections("remote").contains(name)) {
            return "there is no available git remote named \"" + name + "\"";
        }
        if (isTrue(settings, name, "annex-ignore")) {
            return "remote " + name + " is ignored: remote." + name + ".annex-ignore is set";
        }
        if (settings.value("remote." + name + ".annex-uuid").isEmpty()) {
            return "the annex of remote " + name + " is not known: remote." + name
                    + ".annex-uuid is not set; wherry p2p --link sets it";
        }
        return "remote " + name + " is not reached by P2P links (its url does not begin with p2p-annex::)";
    }

    private static Optional<Remote> read(Settings settings, String name) throws StoreException {
        String prefix = "remote." + name + ".";
        Optional<PeerAddress> address = settings.value(prefix + "url")
                .filter(url -> url.startsWith(PeerAddress.SCHEME))
                .flatMap(PeerAddress::parse);
        Optional<AnnexUuid> uuid = settings.value(prefix + "annex-uuid").flatMap(Remote::uuid);
        if (address.isEmpty() || uuid.isEmpty() || isTrue(settings, name, "annex-ignore")) {
            return Optional.empty();
        }
        double cost =
                settings.value(prefix + "annex-cost").flatMap(Remote::number).orElse(DEFAULT_COST);
        boolean readOnly = isTrue(settings, name, "annex-readonly");
        return Optional.of(new Remote(name, uuid.get(), address.get(), cost, readOnly));
    }

    private static Optional<AnnexUuid> uuid(String text) {
        try {
            return Optional.of(new AnnexUuid(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<Double> number(String text) {
        try {
            return Optional.of(Double.valueOf(text));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    static boolean isTrue(Settings settings, String remote, String name) throws StoreException {
        return settings.value("remote." + remote + "." + name)
                .map(Remote::isTrue)
                .orElse(false);
    }

    /** Git's words for yes. */
    static boolean isTrue(String value) {
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "true", "yes", "on", "1" -> true;
            default -> false;
        };
    }
}
