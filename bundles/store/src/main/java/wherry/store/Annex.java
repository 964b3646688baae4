package wherry.store;

import wherry.api.annex.AnnexUuid;
import wherry.api.lock.FileLocks;
import wherry.api.store.StoreException;

/**
 * What all who work on one annex share.
 *
 * @param uuid of the annex
 * @param layout where its files are
 * @param objects its content
 * @param settings of its repository
 * @param locks of this process
 * @param scratch for files on their way
 * @param keys for work on the folder of one object: by the file name of its key
 */
record Annex(
        AnnexUuid uuid,
        Layout layout,
        ObjectFiles objects,
        GitSettings settings,
        FileLocks locks,
        Scratch scratch,
        KeyedMutex keys) {
    AnnexOptions options() throws StoreException {
        return AnnexOptions.of(settings.current());
    }
}
