package wherry.daemon.notify;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads the refs of a repository that a fetch can bring: all but those of remotes and git-annex's notes to itself. */
final class RefFolders {
    private static final Pattern OBJECT_ID = Pattern.compile("[0-9a-f]{40}(?:[0-9a-f]{24})?");
    private static final List<String> LEFT_OUT = List.of("refs/remotes/", "refs/annex/");
    private static final int MAX_DEPTH = 100;

    private final Path gitDirectory;
    private final Visitor visitor;

    /** Told of every folder before it is read, so that a watch set by it misses nothing. */
    @FunctionalInterface
    interface Visitor {
        void enter(Path folder);
    }

    RefFolders(Path gitDirectory, Visitor visitor) {
        this.gitDirectory = gitDirectory;
        this.visitor = visitor;
    }

    /**
     * Reads all refs.
     *
     * @return ids by name; symbolic refs are left out
     * @throws IOException if a folder or file cannot be read
     */
    Map<String, String> read() throws IOException {
        Map<String, String> ids = new HashMap<>();
        visitor.enter(gitDirectory);
        try {
            // Loose refs first: while git packs them, a ref is in both places or in the packed file only.
            readFolder(gitDirectory.resolve("refs"), "refs/", ids, MAX_DEPTH);
            readPacked(ids);
        } catch (UncheckedIOException | DirectoryIteratorException e) {
            throw new IOException("the refs cannot be read", e);
        }
        return ids;
    }

    private void readFolder(Path folder, String prefix, Map<String, String> ids, int depth) throws IOException {
        if (LEFT_OUT.contains(prefix) || depth == 0) {
            return;
        }
        visitor.enter(folder);
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                String name = prefix + entry.getFileName();
                if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
                    readFolder(entry, name + "/", ids, depth - 1);
                } else if (!name.endsWith(".lock")) {
                    readLoose(entry, name, ids);
                }
            }
        } catch (NoSuchFileException | NotDirectoryException e) {
            // Git removes folders that became empty.
            return;
        }
    }

    private static void readLoose(Path file, String name, Map<String, String> ids) throws IOException {
        try {
            String id = Files.readString(file, StandardCharsets.ISO_8859_1).strip();
            if (OBJECT_ID.matcher(id).matches()) {
                ids.put(name, id);
            }
        } catch (NoSuchFileException e) {
            // Deleted, or packed a moment ago.
            return;
        }
    }

    private void readPacked(Map<String, String> ids) throws IOException {
        try (var lines = Files.lines(gitDirectory.resolve("packed-refs"), StandardCharsets.ISO_8859_1)) {
            lines.forEach(line -> {
                int space = line.indexOf(' ');
                if (space > 0 && OBJECT_ID.matcher(line.substring(0, space)).matches()) {
                    String name = line.substring(space + 1);
                    if (LEFT_OUT.stream().noneMatch(name::startsWith)) {
                        ids.putIfAbsent(name, line.substring(0, space));
                    }
                }
            });
        } catch (NoSuchFileException e) {
            // Nothing is packed.
            return;
        }
    }
}
