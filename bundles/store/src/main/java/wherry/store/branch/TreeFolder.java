package wherry.store.branch;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.TreeFormatter;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;
import wherry.api.annex.StoreException;

/** One tree of git's: a folder of the branch. */
final class TreeFolder {
    /**
     * What stands in a folder.
     *
     * @param mode file, folder or other
     * @param id of its content
     */
    private record Item(FileMode mode, ObjectId id) {}

    /** By name, those of folders with a slash at the end: git sorts them so. One character for each byte. */
    private final SortedMap<String, Item> items;

    private TreeFolder(SortedMap<String, Item> items) {
        this.items = items;
    }

    static TreeFolder empty() {
        return new TreeFolder(new TreeMap<>());
    }

    /**
     * Reads git's form.
     *
     * @throws StoreException if it is damaged
     */
    static TreeFolder parse(byte[] raw) throws StoreException {
        TreeMap<String, Item> items = new TreeMap<>();
        CanonicalTreeParser entries = new CanonicalTreeParser();
        try {
            for (entries.reset(raw); !entries.eof(); entries.next(1)) {
                byte[] name = Arrays.copyOf(entries.getEntryPathBuffer(), entries.getEntryPathLength());
                FileMode mode = entries.getEntryFileMode();
                items.put(stored(Latin1.text(name), mode), new Item(mode, entries.getEntryObjectId()));
            }
        } catch (IndexOutOfBoundsException e) {
            throw new StoreException("a folder of a git-annex branch is damaged", e);
        }
        return new TreeFolder(items);
    }

    private static String stored(String name, FileMode mode) {
        return FileMode.TREE.equals(mode) ? name + "/" : name;
    }

    TreeFolder copy() {
        return new TreeFolder(new TreeMap<>(items));
    }

    /** The names of its plain files; links and other things that git knows are none. */
    List<String> files() {
        return items.entrySet().stream()
                .filter(item -> isFile(item.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The names of the folders in it. */
    List<String> folders() {
        return items.keySet().stream()
                .filter(name -> name.endsWith("/"))
                .map(name -> name.substring(0, name.length() - 1))
                .toList();
    }

    /** How many things are in it. */
    int size() {
        return items.size();
    }

    /** Whether there is anything in it that is neither a plain file nor a folder. */
    boolean hasOthers() {
        return items.values().stream().anyMatch(item -> !isFile(item) && !FileMode.TREE.equals(item.mode()));
    }

    private static boolean isFile(Item item) {
        return FileMode.REGULAR_FILE.equals(item.mode()) || FileMode.EXECUTABLE_FILE.equals(item.mode());
    }

    Optional<ObjectId> file(String name) {
        return Optional.ofNullable(items.get(name)).filter(TreeFolder::isFile).map(Item::id);
    }

    Optional<ObjectId> folder(String name) {
        return Optional.ofNullable(items.get(name + "/")).map(Item::id);
    }

    void putFile(String name, ObjectId content) {
        items.put(name, new Item(FileMode.REGULAR_FILE, content));
        items.remove(name + "/");
    }

    void putFolder(String name, ObjectId tree) {
        items.put(name + "/", new Item(FileMode.TREE, tree));
        items.remove(name);
    }

    /** Git's form. */
    byte[] format() {
        TreeFormatter form = new TreeFormatter();
        items.forEach((name, item) -> {
            boolean folder = FileMode.TREE.equals(item.mode());
            form.append(Latin1.bytes(folder ? name.substring(0, name.length() - 1) : name), item.mode(), item.id());
        });
        return form.toByteArray();
    }
}
