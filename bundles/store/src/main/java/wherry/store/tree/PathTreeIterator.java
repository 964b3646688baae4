package wherry.store.tree;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.treewalk.AbstractTreeIterator;
import org.eclipse.jgit.treewalk.WorkingTreeIterator;
import org.eclipse.jgit.treewalk.WorkingTreeOptions;
import wherry.api.tree.PathText;
import wherry.store.branch.Entry;

/**
 * The files, links and folders of a working tree, whatever bytes are in their names, and nothing that could block whoever opens it:
 * JGit's own iterator takes a pipe for a file, and a name that is no UTF-8 for another one.
 */
final class PathTreeIterator extends WorkingTreeIterator {
    /** For names that are no UTF-8, which JGit could not encode again: it walks under another name, in characters that no one uses. */
    private static final int ALIAS_OFFSET = 0xF700 - 0xDC00;

    private static final String FURTHER_ALIAS = "\uF8FF";

    private final Path folder;
    private final String prefix;

    PathTreeIterator(Repository git, Path top) throws IOException {
        super(git.getConfig().get(WorkingTreeOptions.KEY));
        this.folder = top;
        this.prefix = "";
        init(list(top));
        initRootIterator(git);
    }

    private PathTreeIterator(PathTreeIterator parent, Found entry) throws IOException {
        super(parent);
        this.folder = entry.path;
        this.prefix = parent.prefix + entry.text + "/";
        init(list(folder));
    }

    @Override
    public AbstractTreeIterator createSubtreeIterator(ObjectReader reader) throws IOException {
        return new PathTreeIterator(this, found());
    }

    private Found found() {
        return (Found) current();
    }

    /** The file's path from the top, as {@link PathText} writes it. */
    String text() {
        return prefix + found().text;
    }

    /** Whether the walk goes by another name here, so that the index cannot be walked beside it. */
    boolean hidden() {
        return !text().equals(getEntryPathString());
    }

    private static Entry[] list(Path folder) throws IOException {
        List<Found> found = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                addTo(found, file);
            }
        } catch (UncheckedIOException e) {
            throw new IOException(e);
        } catch (AccessDeniedException | NotDirectoryException | NoSuchFileException e) {
            // As git does: what cannot be listed has no files.
            return EOF;
        }
        Set<String> names = found.stream().map(file -> file.text).collect(Collectors.toCollection(HashSet::new));
        found.forEach(file -> file.alias(names));
        return found.toArray(Entry[]::new);
    }

    private static void addTo(List<Found> found, Path file) throws IOException {
        try {
            PosixFileAttributes attributes =
                    Files.readAttributes(file, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            FileMode mode = mode(file, attributes);
            if (!mode.equals(FileMode.MISSING)) {
                found.add(new Found(file, mode, attributes));
            }
        } catch (NoSuchFileException e) {
            // Gone since the folder was listed.
            return;
        }
    }

    private static FileMode mode(Path file, PosixFileAttributes attributes) {
        if (attributes.isSymbolicLink()) {
            return FileMode.SYMLINK;
        }
        if (attributes.isDirectory()) {
            return Files.exists(file.resolve(Constants.DOT_GIT)) ? FileMode.GITLINK : FileMode.TREE;
        }
        if (!attributes.isRegularFile()) {
            return FileMode.MISSING;
        }
        return attributes.permissions().contains(PosixFilePermission.OWNER_EXECUTE)
                ? FileMode.EXECUTABLE_FILE
                : FileMode.REGULAR_FILE;
    }

    /** Something in a folder. */
    private static final class Found extends Entry {
        private final Path path;
        private final String text;
        private final FileMode mode;
        private final PosixFileAttributes attributes;
        private String name;

        Found(Path path, FileMode mode, PosixFileAttributes attributes) {
            this.path = path;
            this.text = PathText.of(Objects.requireNonNull(path.getFileName()));
            this.name = text;
            this.mode = mode;
            this.attributes = attributes;
        }

        /** Takes a name that is none of these and can be encoded, if its own cannot. */
        void alias(Set<String> taken) {
            if (text.codePoints().noneMatch(PathText::isByte)) {
                return;
            }
            name = text.codePoints()
                    .map(c -> PathText.isByte(c) ? c + ALIAS_OFFSET : c)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
            while (!taken.add(name)) {
                name += FURTHER_ALIAS;
            }
        }

        @Override
        public FileMode getMode() {
            return mode;
        }

        @Override
        public long getLength() {
            return attributes.size();
        }

        @Override
        public Instant getLastModifiedInstant() {
            return attributes.lastModifiedTime().toInstant();
        }

        @Override
        public String getName() {
            return name;
        }

        @Override
        public InputStream openInputStream() throws IOException {
            return attributes.isRegularFile() ? Files.newInputStream(path) : InputStream.nullInputStream();
        }
    }
}
