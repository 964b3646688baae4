package wherry.store.file;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Makes folders with the modes of the repository. */
public record RepositoryFolders(Sharing sharing) {
    /** Makes a folder and those above it, unless they are there. */
    public void make(Path folder) throws IOException {
        if (folder.toFile().isDirectory()) {
            return;
        }
        try {
            makeOne(folder);
        } catch (NoSuchFileException e) {
            Path above = folder.getParent();
            if (above == null) {
                throw e;
            }
            make(above);
            makeOne(folder);
        }
    }

    private void makeOne(Path folder) throws IOException {
        try {
            Files.createDirectory(folder);
            sharing.adoptFolder(folder);
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(folder)) {
                throw e;
            }
        }
    }
}
