package wherry.remotehelper;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import wherry.api.annex.AnnexUuid;
import wherry.api.annex.StoreException;
import wherry.api.command.Invocation;
import wherry.api.node.NewestService;
import wherry.api.node.Used;
import wherry.api.peer.PeerAddress;
import wherry.api.remote.Remotes;
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
    private final NewestService<Remotes> remotes;

    RemoteIdentity(Invocation call, NewestService<Repositories> repositories, NewestService<Remotes> remotes) {
        this.call = call;
        this.repositories = repositories;
        this.remotes = remotes;
    }

    /**
     * A peer has said who it is. What is known of a remote stays as it is, and so does one that git-annex is to ignore. A word that is
     * no UUID is not written.
     *
     * @param remote name, or URL where git knows no name
     */
    void learn(String remote, PeerAddress peer, AnnexUuid uuid) {
        if (!uuid.hasUuidForm()) {
            return;
        }
        try (Used<Repositories> store = used(repositories);
                Used<Remotes> known = used(remotes)) {
            Settings settings = store.service().settings(call.repository());
            boolean unknown = known.service().all(settings).stream()
                    .filter(each -> each.name().equals(remote))
                    .anyMatch(each -> each.urls().equals(List.of(peer.toString()))
                            && each.annex().isEmpty()
                            && each.ignored().isEmpty());
            if (unknown) {
                settings.set("remote." + remote + ".annex-uuid", uuid.value());
            }
        } catch (StoreException e) {
            LOG.debug("remote={} git-annex is not told which annex it is: {}", remote, e.toString());
        }
    }

    private static <S> Used<S> used(NewestService<S> services) throws StoreException {
        return services.use("git-remote-p2p-annex")
                .orElseThrow(() -> new StoreException("nothing is running that reads remotes"));
    }
}
