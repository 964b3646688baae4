package wherry.store.content;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import wherry.api.annex.Key;
import wherry.store.file.RepositoryFolders;
import wherry.store.file.Sharing;
import wherry.store.format.Layout;
import wherry.store.format.ObjectPlace;

/** The object files of an annex, protected against changes as git-annex does it. */
public final class ObjectFiles {
    private static final int ATTEMPTS = 5;

    /** Work in a folder of one object, with leave to make and delete files there. */
    interface FolderWork<T> {
        T run() throws IOException;
    }

    private final Layout layout;

    public ObjectFiles(Layout layout) {
        this.layout = layout;
    }

    /** Where the content of a key is; empty if it is not present. */
    Optional<ObjectPlace> find(Key key) throws IOException {
        for (ObjectPlace place : layout.objects(key)) {
            if (place.exists() && place.present()) {
                return Optional.of(place);
            }
        }
        return Optional.empty();
    }

    /** Where the content of a key is to be written; empty if it cannot be stored. */
    Optional<ObjectPlace> target(Key key) {
        List<ObjectPlace> places = layout.objects(key);
        return places.isEmpty() ? Optional.empty() : Optional.of(places.get(0));
    }

    /**
     * Runs work in the folder of an object and protects the folder again. Tries again if another process protected it
     * meanwhile.
     */
    <T> T inFolder(ObjectPlace place, Sharing sharing, FolderWork<T> work) throws IOException {
        Path folder = place.folder();
        for (int attempt = 1; ; attempt++) {
            sharing.thawFolder(folder);
            try {
                return work.run();
            } catch (AccessDeniedException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            } finally {
                protectOrDelete(place, sharing);
            }
        }
    }

    /**
     * Moves verified content to its place.
     *
     * @param replace whether it takes the place of what is there already
     */
    void add(Path file, ObjectPlace place, Sharing sharing, boolean replace) throws IOException {
        RepositoryFolders folders = new RepositoryFolders(sharing);
        folders.make(place.folder());
        sharing.freezeFile(file);
        inFolder(place, sharing, () -> {
            if (place.present() && !replace) {
                Files.delete(file);
            } else {
                Files.move(file, place.file(), StandardCopyOption.ATOMIC_MOVE);
                sharing.hooks().frozen(place.file());
            }
            return true;
        });
    }

    private void protectOrDelete(ObjectPlace place, Sharing sharing) throws IOException {
        Path folder = place.folder();
        if (place.file().toFile().exists()) {
            sharing.freezeFolder(folder);
            return;
        }
        Path upper = Objects.requireNonNull(folder.getParent());
        if (deleteIfEmpty(folder) && deleteIfEmpty(upper)) {
            deleteIfEmpty(Objects.requireNonNull(upper.getParent()));
        }
    }

    private static boolean deleteIfEmpty(Path folder) throws IOException {
        try {
            return Files.deleteIfExists(folder);
        } catch (DirectoryNotEmptyException e) {
            return false;
        }
    }
}
