package wherry.store.content;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.OptionalLong;
import wherry.api.annex.Key;
import wherry.api.annex.StoreException;
import wherry.api.branch.Presence;
import wherry.store.branch.JournalledBranch;
import wherry.store.file.Sharing;
import wherry.store.file.StoreFailures;
import wherry.store.file.UptimeClock;
import wherry.store.format.KeyName;
import wherry.store.format.ObjectPlace;
import wherry.store.unlocked.PointerFiles;

/** Removes content from the annex. */
public final class Removals {
    private final Annex annex;
    private final ContentLocks locks;
    private final JournalledBranch branch;
    private final PointerFiles pointers;

    public Removals(Annex annex, ContentLocks locks, JournalledBranch branch, PointerFiles pointers) {
        this.annex = annex;
        this.locks = locks;
        this.branch = branch;
        this.pointers = pointers;
    }

    /** Removes the content from every place where it is; false if it is locked, or the time has passed. */
    boolean remove(Key key, OptionalLong before) throws StoreException {
        Sharing sharing = annex.options().sharing();
        try {
            List<ObjectPlace> places = annex.layout().objects(key);
            for (ObjectPlace place : places) {
                if (place.exists() && !remove(place, before, sharing)) {
                    return false;
                }
            }
            if (!places.isEmpty()) {
                recordAbsence(places);
            }
            return true;
        } catch (IOException e) {
            throw StoreFailures.of("cannot remove the content of " + key, e);
        }
    }

    /** A removal that was cut off may have deleted the content and not got as far as the log. */
    private void recordAbsence(List<ObjectPlace> places) throws IOException {
        KeyName name = places.get(0).name();
        annex.keys().with(name.fileName(), () -> {
            boolean gone =
                    places.stream().noneMatch(place -> place.file().toFile().exists());
            if (gone && branch.presence(name.key()).get(annex.uuid()) == Presence.PRESENT) {
                branch.setPresent(name.key(), annex.uuid(), false);
            }
            return true;
        });
    }

    private boolean remove(ObjectPlace place, OptionalLong before, Sharing sharing) throws IOException {
        try {
            return locks.alone(place, sharing, () -> {
                // What was changed in place must not be lost together with the object.
                List<PointerFiles.Filled> filled =
                        annex.unprotected().proven(place) ? pointers.filled(place) : List.of();
                if (before.isPresent() && UptimeClock.seconds() >= before.getAsLong()) {
                    return false;
                }
                branch.requireWritable();
                sharing.beforeDeletion(place.file());
                Files.deleteIfExists(place.file());
                pointers.reset(filled, place, sharing);
                branch.setPresent(place.name().key(), annex.uuid(), false);
                annex.counters().removed().increment();
                return true;
            });
        } catch (NoSuchFileException e) {
            // Somebody else removed it, folder and all, before it could be locked here.
            if (place.file().toFile().exists()) {
                throw e;
            }
            return true;
        }
    }
}
