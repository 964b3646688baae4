package wherry.store.tree;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import wherry.api.tree.NewFile;
import wherry.api.tree.PathText;
import wherry.store.file.FileIdentity;
import wherry.store.unlocked.IndexRefresh;

/**
 * Entries of the index whose blob is a pointer while the file has the content: git is told that they belong together, since JGit
 * leaves out half of what git compares, and without its filter git would take the file for a changed one. Used by one thread.
 */
final class UnlockedEntries {
    private final IndexRefresh index;
    private final Map<String, IndexRefresh.Known> waiting = new HashMap<>();

    UnlockedEntries(Path index) {
        this.index = new IndexRefresh(index);
    }

    /** Not if the file is another one by now than the one that was found. */
    void add(NewFile file, ObjectId pointer) throws IOException {
        byte[] blob = new byte[Constants.OBJECT_ID_LENGTH];
        pointer.copyRawTo(blob, 0);
        Optional<FileIdentity> identity = FileIdentity.of(file.where().file())
                .filter(is ->
                        is.size() == file.size() && is.modified().toInstant().equals(file.modified()));
        String name = new String(PathText.bytes(file.where().path()), StandardCharsets.ISO_8859_1);
        identity.ifPresent(
                is -> waiting.put(name, new IndexRefresh.Known(file.where().file(), is, ByteBuffer.wrap(blob))));
    }

    /** After they were written. */
    void refresh() throws IOException {
        if (!waiting.isEmpty()) {
            index.run(waiting);
            waiting.clear();
        }
    }
}
