package wherry.annexcommands;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import wherry.api.annex.StoreException;
import wherry.api.command.Invocation;
import wherry.api.peer.PeerException;
import wherry.api.remote.Remote;
import wherry.api.remote.RemoteConnection;
import wherry.api.remote.Remotes;
import wherry.api.store.Repository;

/** Connections to remotes, kept while a command runs. One that cannot be reached is not tried again. Used by one thread. */
final class RemoteConnections implements AutoCloseable {
    private final Repository repository;
    private final Remotes remotes;
    private final Invocation call;
    private final Map<String, RemoteConnection> open = new HashMap<>();
    private final Map<String, PeerException> unreachable = new HashMap<>();

    /** @param call may bring a token that counts more than those that the repository keeps */
    RemoteConnections(Repository repository, Remotes remotes, Invocation call) {
        this.repository = repository;
        this.remotes = remotes;
        this.call = call;
    }

    /** All remotes that git's configuration names. */
    List<Remote> all() throws StoreException {
        return remotes.all(repository.settings());
    }

    /** Those whose content can be reached, the cheapest first. */
    List<Remote> reachable() throws StoreException {
        return remotes.reachable(repository.settings());
    }

    /** One that the user named. */
    Remote named(String name) throws StoreException {
        return remotes.named(repository.settings(), name);
    }

    /**
     * A connection to a remote; stays open.
     *
     * @throws PeerException if there is none, now or earlier
     */
    RemoteConnection to(Remote remote) throws PeerException, StoreException, InterruptedException {
        RemoteConnection known = open.get(remote.name());
        if (known != null) {
            return known;
        }
        PeerException before = unreachable.get(remote.name());
        if (before != null) {
            throw before;
        }
        try {
            RemoteConnection made = remotes.open(remote, repository, call);
            open.put(remote.name(), made);
            return made;
        } catch (PeerException e) {
            unreachable.put(remote.name(), e);
            throw e;
        }
    }

    /** For someone who works at the same time; to be closed by them. */
    RemoteConnections others() {
        return new RemoteConnections(repository, remotes, call);
    }

    /** Gives up a connection on which something went wrong; the next use opens another one. */
    void drop(Remote remote) {
        RemoteConnection broken = open.remove(remote.name());
        if (broken != null) {
            broken.close();
        }
    }

    @Override
    public void close() {
        open.values().forEach(RemoteConnection::close);
        open.clear();
    }
}
