package wherry.remotes;

import java.io.IOException;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
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
import wherry.api.peer.AuthenticationException;
import wherry.api.peer.PeerException;
import wherry.api.peer.UnreachableException;
import wherry.api.remote.Remote;
import wherry.api.remote.RemoteConnection;
import wherry.api.remote.RemoteScheme;
import wherry.api.remote.Remotes;
import wherry.api.remote.UrlScheme;
import wherry.api.store.Repository;
import wherry.api.store.Settings;

/** The remotes of git's configuration. Who opens them comes and goes. */
@Component
public final class ConfiguredRemotes implements Remotes {
    @Reference(
            service = RemoteScheme.class,
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            collectionType = CollectionType.TUPLE)
    private final Collection<Map.Entry<Map<String, Object>, RemoteScheme>> schemes;

    private final Leases leases;

    /**
     * Starts without anybody who opens remotes.
     *
     * @param leases on the bundles that connections use
     */
    @Activate
    public ConfiguredRemotes(@Reference Leases leases) {
        this(leases, new CopyOnWriteArrayList<>());
    }

    /**
     * Works without a container.
     *
     * @param leases on the bundles that connections use
     * @param schemes who opens remotes, with the properties of the services; may change
     */
    public ConfiguredRemotes(Leases leases, Collection<Map.Entry<Map<String, Object>, RemoteScheme>> schemes) {
        this.leases = leases;
        this.schemes = schemes;
    }

    @Override
    public List<Remote> all(Settings git) throws StoreException {
        return new RemoteSettings(git).all();
    }

    @Override
    public List<Remote> reachable(Settings git) throws StoreException {
        return all(git).stream()
                .filter(remote -> whyNot(remote).isEmpty())
                .sorted(Comparator.comparingDouble(Remote::cost))
                .toList();
    }

    @Override
    public Remote named(Settings git, String name) throws StoreException {
        Remote remote = all(git).stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new StoreException("there is no available git remote named \"" + name + "\""));
        Optional<String> obstacle = whyNot(remote);
        if (obstacle.isPresent()) {
            throw new StoreException(obstacle.get());
        }
        return remote;
    }

    /** A sentence; empty if it can be opened. */
    private Optional<String> whyNot(Remote remote) {
        String name = remote.name();
        Optional<UrlScheme> scheme = remote.scheme();
        if (remote.ignored().orElse(false)) {
            return Optional.of("remote " + name + " is ignored: remote." + name + ".annex-ignore is set");
        }
        if (scheme.isEmpty()) {
            return Optional.of("remote " + name + " has no URL; special remotes of git-annex are left to git-annex");
        }
        if (opening(scheme.get()).isEmpty()) {
            return Optional.of("remote " + name + " cannot be opened: no bundle of this node opens " + scheme.get()
                    + " URLs" + known());
        }
        return remote.annex().isPresent()
                ? Optional.empty()
                : Optional.of("the annex of remote " + name + " is not known: remote." + name
                        + ".annex-uuid is not set; wherry p2p --link sets it");
    }

    private String known() {
        String names = schemes.stream()
                .map(scheme -> String.valueOf(scheme.getKey().get(RemoteScheme.SCHEME)))
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
        return names.isEmpty() ? "" : ", only " + names;
    }

    private NewestService<RemoteScheme> opening(UrlScheme scheme) {
        NewestService<RemoteScheme> opening = new NewestService<>(leases);
        schemes.stream()
                .filter(each -> scheme.name().equals(each.getKey().get(RemoteScheme.SCHEME)))
                .forEach(opening::add);
        return opening;
    }

    @Override
    public RemoteConnection open(Remote remote, Repository from, Invocation call)
            throws PeerException, StoreException, InterruptedException {
        Used<RemoteScheme> opener = remote.scheme()
                .map(this::opening)
                .flatMap(opening -> opening.use("remote " + remote.name()))
                .orElseThrow(() -> new UnreachableException("nothing is running that could reach " + remote.name()));
        boolean done = false;
        try {
            RemoteConnection connection = open(opener.service(), remote, from, call);
            done = true;
            return new LeasedConnection(connection, opener);
        } finally {
            if (!done) {
                opener.close();
            }
        }
    }

    private static RemoteConnection open(RemoteScheme opener, Remote remote, Repository from, Invocation call)
            throws PeerException, StoreException, InterruptedException {
        RemoteConnection connection;
        try {
            connection = opener.open(remote, from, call);
        } catch (PeerException | StoreException e) {
            throw e;
        } catch (IOException e) {
            throw new UnreachableException(String.valueOf(e.getMessage()), e);
        }
        if (remote.annex().isPresent() && !connection.uuid().equals(remote.uuid())) {
            connection.close();
            throw new AuthenticationException("remote " + remote.name() + " is " + connection.uuid() + " now, and not "
                    + remote.uuid() + " as git's configuration has it");
        }
        return connection;
    }
}
