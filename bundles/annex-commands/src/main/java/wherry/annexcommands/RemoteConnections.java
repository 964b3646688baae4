package wherry.annexcommands;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import wherry.api.annex.AnnexUuid;
import wherry.api.annex.StoreException;
import wherry.api.command.Invocation;
import wherry.api.node.NewestService;
import wherry.api.node.Used;
import wherry.api.peer.AuthToken;
import wherry.api.peer.AuthenticationException;
import wherry.api.peer.Dialer;
import wherry.api.peer.PeerConnection;
import wherry.api.peer.PeerException;
import wherry.api.peer.UnreachableException;
import wherry.api.store.Repository;

/** Connections to remotes, kept while a command runs. One that cannot be reached is not tried again. Used by one thread. */
final class RemoteConnections implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Repository repository;
    private final NewestService<Dialer> dialers;
    private final Invocation call;
    private final Map<String, Open> open = new HashMap<>();
    private final Map<String, PeerException> unreachable = new HashMap<>();

    /** A connection, and the service that made it. */
    private record Open(PeerConnection connection, Used<Dialer> dialer) {
        void close() {
            try {
                connection.close();
            } finally {
                dialer.close();
            }
        }
    }

    /** @param call may bring a token that counts more than those that the repository keeps */
    RemoteConnections(Repository repository, NewestService<Dialer> dialers, Invocation call) {
        this.repository = repository;
        this.dialers = dialers;
        this.call = call;
    }

    /**
     * A connection to a remote; stays open.
     *
     * @throws PeerException if there is none, now or earlier
     */
    PeerConnection to(Remote remote) throws PeerException, StoreException, InterruptedException {
        Open known = open.get(remote.name());
        if (known != null) {
            return known.connection();
        }
        PeerException before = unreachable.get(remote.name());
        if (before != null) {
            throw before;
        }
        try {
            Open made = dial(remote);
            open.put(remote.name(), made);
            return made.connection();
        } catch (PeerException e) {
            unreachable.put(remote.name(), e);
            throw e;
        }
    }

    private Open dial(Remote remote) throws PeerException, StoreException, InterruptedException {
        Used<Dialer> dialer = dialers.use("remote " + remote.name())
                .orElseThrow(() -> new UnreachableException("nothing is running that could reach " + remote.name()));
        boolean done = false;
        try {
            PeerConnection connection = dialer.service()
                    .open(remote.address(), repository.uuid(), token(remote, dialer.service()), PATIENCE);
            if (!connection.uuid().equals(remote.uuid())) {
                AnnexUuid other = connection.uuid();
                connection.close();
                throw new AuthenticationException("remote " + remote.name() + " is " + other + " now, and not "
                        + remote.uuid() + " as git's configuration has it");
            }
            done = true;
            return new Open(connection, dialer);
        } finally {
            if (!done) {
                dialer.close();
            }
        }
    }

    private AuthToken token(Remote remote, Dialer dialer) throws PeerException, StoreException {
        Optional<AuthToken> given = given(remote, dialer);
        Optional<AuthToken> known =
                given.isPresent() ? given : repository.credentials().tokenFor(remote.address());
        return known.orElseGet(() -> AuthToken.parse("").orElseThrow());
    }

    private Optional<AuthToken> given(Remote remote, Dialer dialer) throws PeerException, StoreException {
        try {
            return call.tokenFor(remote.address(), Optional.of(repository.settings()), dialer);
        } catch (StoreException e) {
            throw e;
        } catch (IOException e) {
            throw new PeerException(String.valueOf(e.getMessage()), e);
        }
    }

    /** For someone who works at the same time; to be closed by them. */
    RemoteConnections others() {
        return new RemoteConnections(repository, dialers, call);
    }

    /** Gives up a connection on which something went wrong; the next use dials again. */
    void drop(Remote remote) {
        Open broken = open.remove(remote.name());
        if (broken != null) {
            broken.close();
        }
    }

    @Override
    public void close() {
        open.values().forEach(Open::close);
        open.clear();
    }
}
