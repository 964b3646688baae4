package wherry.daemon.repository;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import wherry.api.annex.AnnexUuid;
import wherry.api.annex.ServeMode;
import wherry.api.content.Content;
import wherry.api.peer.PeerRegistry;
import wherry.api.serving.Served;
import wherry.api.store.Repository;

/**
 * What another bundle serves, with the rights of the repository that is its gateway.
 *
 * @param served by itself
 * @param limit what every peer may do at most
 */
record LimitedServed(Served served, Supplier<ServeMode> limit) implements Served {
    @Override
    public AnnexUuid uuid() {
        return served.uuid();
    }

    @Override
    public Content content(List<AnnexUuid> bypassed) {
        return served.content(bypassed);
    }

    @Override
    public Optional<Repository> git() {
        return served.git();
    }

    @Override
    public PeerRegistry peers() {
        return served.peers();
    }

    @Override
    public ServeMode rights() {
        return served.rights().and(limit.get());
    }

    @Override
    public Optional<Path> folder() {
        return served.folder();
    }

    @Override
    public Optional<AnnexUuid> gateway() {
        return served.gateway();
    }
}
