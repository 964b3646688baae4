package wherry.annexcommands;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import wherry.api.annex.AnnexUuid;
import wherry.api.annex.Key;
import wherry.api.annex.StoreException;
import wherry.api.branch.BranchLog;
import wherry.api.branch.TrustLevel;
import wherry.api.command.Invocation;
import wherry.api.content.ContentAnswer;
import wherry.api.remote.Remote;
import wherry.api.store.Repository;
import wherry.api.wanted.PreferredContent;

/**
 * What one call works with. Used by one thread.
 *
 * @param call where it comes from
 * @param repository of the folder that it was called in
 * @param peers the remotes that are connected
 * @param report tells the user
 * @param language of expressions about content
 */
record CommandContext(
        Invocation call, Repository repository, RemoteConnections peers, Report report, PreferredContent language) {
    List<Remote> remotes() throws StoreException {
        return peers.reachable();
    }

    /** The same with other connections. */
    CommandContext with(RemoteConnections others) {
        return new CommandContext(call, repository, others, report, language);
    }

    /** The same told in another way. */
    CommandContext with(Report other) {
        return new CommandContext(call, repository, peers, other, language);
    }

    /** A remote that the user named. */
    Remote remote(String name) throws StoreException {
        return peers.named(name);
    }

    /** The remotes that are recorded to have a key's content, the cheapest first; none without trust. */
    List<Remote> remotesWith(Key key) throws StoreException {
        Set<AnnexUuid> locations = repository.branch().locations(key);
        List<Remote> with = new ArrayList<>();
        for (Remote remote : remotes()) {
            if (locations.contains(remote.uuid()) && !remote.uuid().equals(repository.uuid())) {
                with.add(remote);
            }
        }
        return with;
    }

    /** How far a repository is trusted; git's configuration of a remote counts more than the branch. */
    TrustLevel trust(AnnexUuid uuid) throws StoreException {
        for (Remote remote : remotes()) {
            if (remote.uuid().equals(uuid) && remote.trust().isPresent()) {
                return remote.trust().get();
            }
        }
        return repository.branch().values(BranchLog.TRUST).getOrDefault(uuid, TrustLevel.SEMITRUSTED);
    }

    /** The names of remotes by repository, for lists. */
    Map<AnnexUuid, String> remoteNames() throws StoreException {
        Map<AnnexUuid, String> names = new HashMap<>();
        for (Remote remote : peers.all()) {
            remote.annex().ifPresent(uuid -> names.putIfAbsent(uuid, remote.name()));
        }
        return names;
    }

    /** Repositories that have content, one a line, as git-annex lists them. */
    List<Location> where(Iterable<AnnexUuid> repositories) throws StoreException {
        Map<AnnexUuid, String> descriptions = repository.branch().values(BranchLog.DESCRIPTIONS);
        Map<AnnexUuid, String> names = remoteNames();
        Set<String> sorted = new TreeSet<>();
        repositories.forEach(uuid -> sorted.add(uuid.value()));
        List<Location> list = new ArrayList<>();
        for (String text : sorted) {
            AnnexUuid uuid = new AnnexUuid(text);
            boolean here = uuid.equals(repository.uuid());
            list.add(new Location(
                    uuid, descriptions.getOrDefault(uuid, ""), Optional.ofNullable(names.get(uuid)), here));
        }
        return list;
    }

    /**
     * Records what a remote has said of itself, and of others behind it.
     *
     * @param present whether content was to be there, or was to go
     */
    void record(Key key, Remote remote, ContentAnswer answer, boolean present) throws StoreException {
        if (answer.done()) {
            repository.branch().setPresent(key, remote.uuid(), present);
        }
        for (AnnexUuid other : answer.others()) {
            if (mayTellOf(other)) {
                repository.branch().setPresent(key, other, present);
            }
        }
    }

    /** What is recorded of a trusted repository counts as a copy without being looked at, so no peer has a say in it. */
    private boolean mayTellOf(AnnexUuid other) throws StoreException {
        return !other.equals(repository.uuid()) && trust(other) != TrustLevel.TRUSTED;
    }
}
