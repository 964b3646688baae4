package wherry.configuration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The files of the configuration folder as they were at one look; equal if none was written since.
 *
 * @param files with the time and size of each
 */
record FolderState(SortedMap<Path, Stamp> files) {
    /** Tells whether a file was written. */
    record Stamp(FileTime modified, long size) {}

    static FolderState of(Path folder) throws IOException {
        SortedMap<Path, Stamp> found = new TreeMap<>();
        try (Stream<Path> entries = Files.list(folder)) {
            for (Path entry : entries.filter(Files::isRegularFile).toList()) {
                found.put(entry, new Stamp(Files.getLastModifiedTime(entry), Files.size(entry)));
            }
        } catch (NoSuchFileException | NotDirectoryException e) {
            return new FolderState(new TreeMap<>());
        }
        return new FolderState(found);
    }
}
