package wherry.store;

import java.nio.file.Path;
import java.time.Clock;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
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
    private final FileLocks locks;

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
        return AnnexRepository.open(folder, locks, Clock.systemUTC(), System.getenv());
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
