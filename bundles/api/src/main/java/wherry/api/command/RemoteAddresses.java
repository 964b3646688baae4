package wherry.api.command;

import java.util.List;
import java.util.Optional;
import wherry.api.annex.StoreException;
import wherry.api.peer.PeerAddress;
import wherry.api.store.Settings;

/** The peers that git may dial for a repository, as far as its configuration tells. */
final class RemoteAddresses {
    private RemoteAddresses() {}

    /** Whether a repository leads to one peer and no other. */
    static boolean isOnly(PeerAddress peer, Optional<Settings> git) throws StoreException {
        return git.isEmpty() || isOnly(peer.toString(), git.get());
    }

    private static boolean isOnly(String peer, Settings git) throws StoreException {
        for (String remote : git.subsections("remote")) {
            for (String setting : List.of("url", "pushurl")) {
                for (String url : git.values("remote." + remote + "." + setting)) {
                    if (url.startsWith(PeerAddress.SCHEME) && !url.equals(peer)) {
                        return false;
                    }
                }
            }
        }
        return git.subsections("url").stream().noneMatch(RemoteAddresses::mayBecomeAddress);
    }

    /** With {@code url.BASE.insteadOf} git dials what no remote's URL says. */
    private static boolean mayBecomeAddress(String base) {
        return base.startsWith(PeerAddress.SCHEME) || PeerAddress.SCHEME.startsWith(base);
    }
}
