package wherry.store;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.eclipse.jgit.lib.Config;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import wherry.api.annex.StoreException;
import wherry.api.lock.FileLocks;
import wherry.api.metric.Metric;
import wherry.api.metric.MetricSource;
import wherry.api.store.CreatedAnnex;
import wherry.api.store.Lookup;
import wherry.api.store.NewAnnex;
import wherry.api.store.PeerIdentity;
import wherry.api.store.Repositories;
import wherry.api.store.Repository;
import wherry.api.store.Settings;
import wherry.store.content.StoreCounters;
import wherry.store.create.AnnexCreation;
import wherry.store.credentials.CredentialFiles;
import wherry.store.credentials.CredentialFolder;
import wherry.store.file.AtomicFiles;
import wherry.store.format.Layout;
import wherry.store.git.Discovery;
import wherry.store.git.GitDirectories;
import wherry.store.git.GitSettings;
import wherry.store.git.NodeLookup;

/** Opens repositories in folders of this machine. */
@Component
public final class DirectoryRepositories implements Repositories, MetricSource {
    private static final Duration BETWEEN_SWEEPS = Duration.ofHours(1);

    private final FileLocks locks;
    private final StoreCounters counters = new StoreCounters();
    private final LeftoverRemoval sweeps = new LeftoverRemoval(BETWEEN_SWEEPS);

    /**
     * Opens nothing yet.
     *
     * @param locks of this process
     */
    @Activate
    public DirectoryRepositories(@Reference FileLocks locks) {
        this.locks = locks;
    }

    @Override
    public Repository open(Path folder) throws StoreException {
        return open(NodeLookup.of(folder));
    }

    @Override
    public List<Metric> metrics() {
        return counters.metrics();
    }

    @Deactivate
    void stop() {
        sweeps.close();
    }

    @Override
    public Repository open(Lookup where) throws StoreException {
        AnnexRepository repository =
                AnnexRepository.open(NodeLookup.of(where), locks, Clock.systemUTC(), counters, sweeps::remove);
        sweeps.add(repository);
        return repository;
    }

    @Override
    public Settings settings(Lookup where) throws StoreException {
        Lookup lookup = NodeLookup.of(where);
        return new GitSettings(Discovery.find(lookup), lookup.environment());
    }

    @Override
    public PeerIdentity identity(Lookup where) throws StoreException {
        Lookup lookup = NodeLookup.of(where);
        GitDirectories git = Discovery.find(lookup);
        Config config = new GitSettings(git, lookup.environment()).current();
        Layout layout = new Layout(git.common().resolve("annex"), config.getBoolean("core", "bare", false));
        return new PeerIdentity(
                RepositorySupport.uuid(config),
                new CredentialFiles(new CredentialFolder(layout, locks, new AtomicFiles(layout.scratch()))));
    }

    @Override
    public CreatedAnnex create(Lookup where, NewAnnex plan) throws StoreException {
        return new AnnexCreation(this::open).run(NodeLookup.of(where), plan);
    }
}
