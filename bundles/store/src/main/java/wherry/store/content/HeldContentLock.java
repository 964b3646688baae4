package wherry.store.content;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import wherry.api.annex.StoreException;
import wherry.api.content.ContentLock;
import wherry.api.lock.FileLock;
import wherry.store.file.Sharing;
import wherry.store.file.StoreFailures;
import wherry.store.format.ObjectPlace;

/** One holder's lock on content. */
final class HeldContentLock implements ContentLock {
    private final ContentLocks owner;
    private final ObjectPlace object;
    private final FileLock file;
    private final Sharing sharing;
    private final AtomicBoolean ended = new AtomicBoolean();

    /** @param file owned by the lock from now on */
    HeldContentLock(ContentLocks owner, ObjectPlace object, FileLock file, Sharing sharing) {
        this.owner = owner;
        this.object = object;
        this.file = file;
        this.sharing = sharing;
    }

    ObjectPlace object() {
        return object;
    }

    FileLock file() {
        return file;
    }

    Sharing sharing() {
        return sharing;
    }

    @Override
    public void release() throws StoreException {
        if (ended.compareAndSet(false, true)) {
            try {
                owner.release(this);
            } catch (IOException e) {
                throw StoreFailures.of(
                        "cannot unlock the content of " + object.name().key(), e);
            }
        }
    }

    @Override
    public void close() {
        if (ended.compareAndSet(false, true)) {
            owner.abandon(this);
        }
    }
}
