package wherry.pairing;

import java.util.Optional;
import java.util.regex.Pattern;
import wherry.api.annex.AnnexUuid;
import wherry.api.annex.StoreException;
import wherry.api.peer.PeerAddress;
import wherry.api.store.Settings;

/**
 * The name of a git remote.
 *
 * @param value one that git accepts in the name of a tracking branch too
 */
record RemoteName(String value) {
    private static final Pattern FORM = Pattern.compile("[\\p{L}\\p{N}_][\\p{L}\\p{N}_+.-]*");

    RemoteName {
        if (!FORM.matcher(value).matches() || value.contains("..") || value.endsWith(".") || value.endsWith(".lock")) {
            throw new IllegalArgumentException("\"" + value + "\" cannot be the name of a remote");
        }
    }

    /** A numbered name: of the remote that leads to the peer already, else the first that is free. */
    static RemoteName forPeer(PeerAddress peer, Settings settings) throws StoreException {
        int number = 1;
        RemoteName name = new RemoteName("peer1");
        while (name.isTaken(settings) && !name.leadsTo(peer, settings)) {
            number++;
            name = new RemoteName("peer" + number);
        }
        return name;
    }

    String setting(String part) {
        return "remote." + value + "." + part;
    }

    boolean isTaken(Settings settings) throws StoreException {
        // A special remote of git-annex has no URL.
        return settings.value(setting("url")).isPresent()
                || settings.value(setting("fetch")).isPresent()
                || settings.value(setting("annex-uuid")).isPresent();
    }

    boolean leadsTo(PeerAddress peer, Settings settings) throws StoreException {
        return settings.value(setting("url")).equals(Optional.of(peer.toString()));
    }

    Optional<AnnexUuid> uuid(Settings settings) throws StoreException {
        return settings.value(setting("annex-uuid")).filter(u -> !u.isEmpty()).map(AnnexUuid::new);
    }
}
