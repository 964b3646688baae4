package wherry.store.content;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
import java.util.Optional;
import wherry.api.annex.Key;
import wherry.api.annex.StoreException;
import wherry.api.store.ContentCheck;
import wherry.store.branch.JournalledBranch;
import wherry.store.file.RepositoryFolders;
import wherry.store.file.Sharing;
import wherry.store.file.StoreFailures;
import wherry.store.format.ObjectPlace;

/** Finds content that is not what its key says, and moves it away. */
public final class ContentInspection {
    private final Annex annex;
    private final ContentLocks locks;
    private final JournalledBranch branch;

    public ContentInspection(Annex annex, ContentLocks locks, JournalledBranch branch) {
        this.annex = annex;
        this.locks = locks;
        this.branch = branch;
    }

    ContentCheck check(Key key, boolean hash) throws StoreException {
        try {
            for (ObjectPlace place : annex.layout().objects(key)) {
                if (place.exists() && place.file().toFile().isFile()) {
                    return check(place, hash);
                }
            }
            return ContentCheck.ABSENT;
        } catch (NoSuchFileException e) {
            return ContentCheck.ABSENT;
        } catch (IOException e) {
            throw StoreFailures.of("cannot check the content of " + key, e);
        }
    }

    private static ContentCheck check(ObjectPlace place, boolean hash) throws IOException {
        if (!place.present()) {
            return place.file().toFile().isFile() ? ContentCheck.WRONG : ContentCheck.ABSENT;
        }
        boolean right = !hash || ContentFile.holds(place.file(), place.name().key());
        return right ? ContentCheck.RIGHT : ContentCheck.WRONG;
    }

    Optional<Path> quarantine(Key key) throws StoreException {
        Sharing sharing = annex.options().sharing();
        Optional<Path> moved = Optional.empty();
        try {
            for (ObjectPlace place : annex.layout().objects(key)) {
                if (place.file().toFile().isFile() && moveAway(place, sharing)) {
                    moved = Optional.of(annex.layout().bad(place.name()));
                }
            }
            return moved;
        } catch (IOException e) {
            throw StoreFailures.of("cannot move the bad content of " + key + " away", e);
        }
    }

    private boolean moveAway(ObjectPlace place, Sharing sharing) throws IOException {
        Path bad = annex.layout().bad(place.name());
        new RepositoryFolders(sharing).make(Objects.requireNonNull(bad.getParent()));
        return locks.alone(place, sharing, () -> {
            branch.requireWritable();
            Files.move(place.file(), bad, StandardCopyOption.ATOMIC_MOVE);
            branch.setPresent(place.name().key(), annex.uuid(), false);
            return true;
        });
    }
}
