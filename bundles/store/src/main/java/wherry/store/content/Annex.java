package wherry.store.content;

import java.io.IOException;
import java.nio.file.Path;
import org.eclipse.jgit.lib.Config;
import wherry.api.annex.AnnexUuid;
import wherry.api.annex.StoreException;
import wherry.api.lock.FileLocks;
import wherry.store.file.AtomicFiles;
import wherry.store.file.ContentHooks;
import wherry.store.file.KeyedMutex;
import wherry.store.format.Layout;
import wherry.store.format.ObjectPlace;
import wherry.store.git.GitSettings;

/**
 * What all who work on one annex share.
 *
 * @param uuid of the annex
 * @param layout where its files are
 * @param objects its content
 * @param settings of its repository
 * @param locks of this process
 * @param scratch for files on their way
 * @param unprotected objects that may change
 * @param top of the working tree, or the git directory if there is none
 * @param keys for work on the folder of one object: by the file name of its key
 * @param counters of what is done
 */
public record Annex(
        AnnexUuid uuid,
        Layout layout,
        ObjectFiles objects,
        GitSettings settings,
        FileLocks locks,
        AtomicFiles scratch,
        UnprotectedObjects unprotected,
        Path top,
        KeyedMutex keys,
        StoreCounters counters) {
    public AnnexOptions options() throws StoreException {
        Config config = settings.current();
        return AnnexOptions.of(config, ContentHooks.of(config, top, layout.hooks()));
    }

    /** Whether an object that is there counts as the content of its key. */
    public boolean counts(ObjectPlace object) throws IOException {
        return unprotected.counts(object, options().thin());
    }
}
