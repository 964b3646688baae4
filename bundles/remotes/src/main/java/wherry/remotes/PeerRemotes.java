package wherry.remotes;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.CollectionType;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import wherry.api.annex.StoreException;
import wherry.api.command.Invocation;
import wherry.api.node.Leases;
import wherry.api.node.NewestService;
import wherry.api.node.Used;
import wherry.api.peer.AuthToken;
import wherry.api.peer.Dialer;
import wherry.api.peer.PeerAddress;
import wherry.api.peer.PeerConnection;
import wherry.api.peer.PeerException;
import wherry.api.peer.UnreachableException;
import wherry.api.remote.Remote;
import wherry.api.remote.RemoteConnection;
import wherry.api.remote.RemoteScheme;
import wherry.api.store.Repository;

/** Remotes that a P2P address leads to: dialled, with the token that the caller or the repository has for that address. */
@Component(property = RemoteScheme.SCHEME + "=p2p-annex")
public final class PeerRemotes implements RemoteScheme {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Reference(
            service = Dialer.class,
            cardinality = ReferenceCardinality.AT_LEAST_ONE,
            policy = ReferencePolicy.DYNAMIC,
            collectionType = CollectionType.TUPLE)
    private final NewestService<Dialer> dialers;

    /**
     * Starts without a dialer.
     *
     * @param leases on the bundles that connections use
     */
    @Activate
    public PeerRemotes(@Reference Leases leases) {
        this(new NewestService<>(leases));
    }

    /**
     * Works without a container.
     *
     * @param dialers that are there
     */
    public PeerRemotes(NewestService<Dialer> dialers) {
        this.dialers = dialers;
    }

    @Override
    public RemoteConnection open(Remote remote, Repository from, Invocation call)
            throws IOException, InterruptedException {
        PeerAddress address = remote.url()
                .flatMap(PeerAddress::parse)
                .orElseThrow(() -> new UnreachableException("the URL of remote " + remote.name()
                        + " is no P2P address, which has the form p2p-annex::NET:ADDRESS"));
        Used<Dialer> dialer = dialers.use("remote " + remote.name())
                .orElseThrow(() -> new UnreachableException("nothing is running that could reach " + remote.name()));
        boolean done = false;
        try {
            AuthToken token = token(address, from, call, dialer.service());
            PeerConnection peer = dialer.service().open(address, from.uuid(), token, PATIENCE);
            done = true;
            return new PeerRemote(peer, dialer);
        } finally {
            if (!done) {
                dialer.close();
            }
        }
    }

    /** That of the caller counts more than the one that the repository keeps. */
    private static AuthToken token(PeerAddress address, Repository from, Invocation call, Dialer dialer)
            throws PeerException, StoreException {
        Optional<AuthToken> given = given(address, from, call, dialer);
        Optional<AuthToken> known =
                given.isPresent() ? given : from.credentials().tokenFor(address);
        return known.orElseGet(() -> AuthToken.parse("").orElseThrow());
    }

    private static Optional<AuthToken> given(PeerAddress address, Repository from, Invocation call, Dialer dialer)
            throws PeerException, StoreException {
        try {
            return call.tokenFor(address, Optional.of(from.settings()), dialer);
        } catch (StoreException e) {
            throw e;
        } catch (IOException e) {
            throw new PeerException(String.valueOf(e.getMessage()), e);
        }
    }
}
