package wherry.store;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import wherry.api.lock.FileLocks;
import wherry.api.store.CreatedAnnex;
import wherry.api.store.NewAnnex;
import wherry.api.store.Repositories;
import wherry.api.store.Repository;
import wherry.api.store.Settings;
import wherry.api.store.StoreException;
import wherry.store.create.AnnexCreation;

/** Opens repositories in folders of this machine. */
@Component
public final class DirectoryRepositories implements Repositories {
    private static final Duration BETWEEN_SWEEPS = Duration.ofHours(1);

    private final FileLocks locks;
    private final Sweeps sweeps = new Sweeps(BETWEEN_SWEEPS);

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
        AnnexRepository repository =
                AnnexRepository.open(folder, locks, Clock.systemUTC(), System.getenv(), sweeps::remove);
        sweeps.add(repository);
        return repository;
    }

    @Deactivate
    void stop() {
        sweeps.close();
    }

    @Override
    public Settings settings(Path folder) throws StoreException {
        return new GitSettings(GitDirectories.find(folder), System.getenv());
    }

    @Override
    public CreatedAnnex create(Path folder, NewAnnex plan) throws StoreException {
        return new AnnexCreation(this::open, System.getenv()).run(folder, plan);
    }
}
