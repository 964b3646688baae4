package wherry.remotehelper;

import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import wherry.api.annex.AnnexUuid;
import wherry.api.annex.StoreException;
import wherry.api.command.Invocation;
import wherry.api.node.NewestService;
import wherry.api.node.Used;
import wherry.api.peer.PeerAddress;
import wherry.api.store.Repositories;
import wherry.api.store.Settings;

/**
 * Writes into git's configuration which annex a remote is. Without that git-annex ignores it from then on, so that after a clone
 * there would be no content to get.
 */
final class RemoteIdentity {
    private static final Logger LOG = LoggerFactory.getLogger("wherry.remotehelper");

    private final Invocation call;
    private final NewestService<Repositories> repositories;

    RemoteIdentity(Invocation call, NewestService<Repositories> repositories) {
        this.call = call;
        this.repositories = repositories;
    }

    /**
     * A peer has said who it is. What is known of a remote stays as it is, and so does one that git-annex is to ignore. A word that is
     * no UUID is not written.
     *
     * @param remote name, or URL where git knows no name
     */
    void learn(String remote, PeerAddress peer, AnnexUuid uuid) {
        Optional<Used<Repositories>> found = repositories.use("git-remote-p2p-annex");
        if (found.isEmpty() || !uuid.hasUuidForm()) {
            return;
        }
        try (Used<Repositories> store = found.get()) {
            Settings settings = store.service().settings(call.repository());
            String prefix = "remote." + remote + ".";
            boolean fetched = settings.values(prefix + "url").equals(List.of(peer.toString()));
            if (fetched
                    && settings.value(prefix + "annex-uuid").isEmpty()
                    && settings.value(prefix + "annex-ignore").isEmpty()) {
                settings.set(prefix + "annex-uuid", uuid.value());
            }
        } catch (StoreException e) {
            LOG.debug("remote={} git-annex is not told which annex it is: {}", remote, e.toString());
        }
    }
}
