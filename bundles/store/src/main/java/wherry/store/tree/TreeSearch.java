package wherry.store.tree;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.attributes.Attribute;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.dircache.DirCacheIterator;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.treewalk.NameConflictTreeWalk;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.TreeWalk.OperationType;
import org.jspecify.annotations.Nullable;
import wherry.api.annex.Key;
import wherry.api.annex.StoreException;
import wherry.api.tree.AnnexedFile;
import wherry.api.tree.NewFile;
import wherry.api.tree.PathText;
import wherry.api.tree.Selection;
import wherry.api.tree.TreeFile;

/** Walks through index and working tree side by side. Used by one thread. */
final class TreeSearch {
    private static final int INDEX = 0;
    private static final int FILES = 1;
    private static final String ATTRIBUTES = "annex.";

    private final Repository git;
    private final Path top;
    private final Path directory;
    private final Blobs blobs;
    private final FileState state;

    TreeSearch(Repository git, Path top, Path directory, Blobs blobs, FileState state) {
        this.git = git;
        this.top = top;
        this.directory = directory;
        this.blobs = blobs;
        this.state = state;
    }

    Selection<AnnexedFile> annexed(List<String> paths) throws IOException {
        Wanted wanted = new Wanted(top, directory, paths);
        List<AnnexedFile> found = new ArrayList<>();
        try (TreeWalk walk = walk(wanted, index())) {
            while (walk.next()) {
                DirCacheIterator known = walk.getTree(INDEX, DirCacheIterator.class);
                if (known == null) {
                    continue;
                }
                if (FileMode.TREE.equals(known.getEntryFileMode())) {
                    walk.enterSubtree();
                    continue;
                }
                String path = PathText.of(walk.getRawPath());
                String input = wanted.input(path);
                DirCacheEntry entry = known.getDirCacheEntry();
                if (entry != null) {
                    Optional<Key> key = blobs.key(entry.getFileMode(), entry.getObjectId());
                    if (key.isPresent() && !holds(found, path, key.get())) {
                        boolean locked = FileMode.SYMLINK.equals(entry.getFileMode());
                        TreeFile where = file(walk, wanted, path, input);
                        boolean there = Files.exists(where.file(), LinkOption.NOFOLLOW_LINKS);
                        found.add(new AnnexedFile(where, key.get(), locked, there));
                    }
                }
            }
        }
        return new Selection<>(found, wanted.unmatched());
    }

    /** Whether another version of a file in conflict, which comes just before, had the same key. */
    private static boolean holds(List<AnnexedFile> found, String path, Key key) {
        for (int i = found.size() - 1; i >= 0 && found.get(i).where().path().equals(path); i--) {
            if (found.get(i).key().equals(key)) {
                return true;
            }
        }
        return false;
    }

    Selection<NewFile> unadded(List<String> paths, boolean ignored) throws IOException {
        Wanted wanted = new Wanted(top, directory, paths);
        List<NewFile> found = new ArrayList<>();
        DirCache index = index();
        Set<String> unlocked = NewlyUnlocked.paths(git, index, blobs);
        try (TreeWalk walk = walk(wanted, index)) {
            while (walk.next()) {
                DirCacheIterator known = walk.getTree(INDEX, DirCacheIterator.class);
                PathTreeIterator file = walk.getTree(FILES, PathTreeIterator.class);
                if (file == null) {
                    continue;
                }
                Optional<DirCacheEntry> entry = file.hidden() ? hidden(index, file.text()) : entry(known);
                if (known == null && entry.isEmpty() && !ignored && file.isEntryIgnored()) {
                    continue;
                }
                if (FileMode.TREE.equals(file.getEntryFileMode())) {
                    walk.enterSubtree();
                } else {
                    TreeFile where = file(walk, wanted, file.text(), wanted.input(file.text()));
                    state.lineEnds(where, walk.getEolStreamType(OperationType.CHECKIN_OP));
                    FileMode mode = file.getEntryFileMode();
                    Optional<NewFile> unknown = state.unlessKnown(where, mode, entry);
                    if (unknown.isEmpty() && unlocked.contains(file.text())) {
                        unknown = unlockedSince(where, mode, entry);
                    }
                    unknown.ifPresent(found::add);
                }
            }
        }
        return new Selection<>(found, wanted.missing());
    }

    /** SOURCE: git annex add locks again what was unlocked and not committed. */
    private Optional<NewFile> unlockedSince(TreeFile where, FileMode mode, Optional<DirCacheEntry> entry)
            throws IOException {
        Optional<NewFile> file = state.content(where, mode);
        if (file.isEmpty() || entry.isEmpty()) {
            return file;
        }
        Optional<Key> key = blobs.key(entry.get().getFileMode(), entry.get().getObjectId());
        return file.map(found -> new NewFile(found.where(), found.kind(), found.size(), found.modified(), key));
    }

    private static Optional<DirCacheEntry> entry(@Nullable DirCacheIterator known) {
        return Optional.ofNullable(known).map(DirCacheIterator::getDirCacheEntry);
    }

    private static Optional<DirCacheEntry> hidden(DirCache index, String path) {
        byte[] name = PathText.bytes(path);
        int at = index.findEntry(name, name.length);
        return at < 0 ? Optional.empty() : Optional.of(index.getEntry(at));
    }

    private TreeWalk walk(Wanted wanted, DirCache index) throws IOException {
        TreeWalk walk = new NameConflictTreeWalk(git, blobs.reader());
        walk.setOperationType(OperationType.CHECKIN_OP);
        walk.setRecursive(false);
        walk.setFilter(wanted.filter());
        walk.addTree(new DirCacheIterator(index));
        PathTreeIterator files = new PathTreeIterator(git, top);
        files.setDirCacheIterator(walk, INDEX);
        walk.addTree(files);
        return walk;
    }

    private DirCache index() throws IOException {
        try {
            return DirCache.read(git.getIndexFile(), git.getFS());
        } catch (IOException e) {
            throw new StoreException(
                    "cannot read the index " + git.getIndexFile() + " (" + e.getMessage()
                            + "); if it is split or sparse, run: git update-index --no-split-index; git sparse-checkout"
                            + " disable",
                    e);
        }
    }

    private TreeFile file(TreeWalk walk, Wanted wanted, String path, String input) {
        Map<String, String> attributes = new HashMap<>();
        for (Attribute attribute : walk.getAttributes().getAll()) {
            if (attribute.getKey().startsWith(ATTRIBUTES)) {
                attributes.put(attribute.getKey(), value(attribute));
            }
        }
        Path file = PathText.resolve(top, path);
        String shown = wanted.shown(file);
        return new TreeFile(path, shown, file, input.isEmpty() ? shown : input, attributes);
    }

    private static String value(Attribute attribute) {
        return switch (attribute.getState()) {
            case SET -> "set";
            case UNSET -> "unset";
            case UNSPECIFIED -> "";
            case CUSTOM -> attribute.getValue();
        };
    }
}
