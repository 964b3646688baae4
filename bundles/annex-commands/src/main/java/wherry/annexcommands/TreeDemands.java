package wherry.annexcommands;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import wherry.api.annex.Key;
import wherry.api.annex.StoreException;
import wherry.api.tree.AnnexedFile;
import wherry.api.wanted.FileFacts;

/**
 * What the files of the working tree demand of their content: the content of one file may be that of others, too.
 *
 * @param copies of each key that files have
 * @param others of a key that no file has
 * @param files that have a key, as expressions are to judge them
 */
record TreeDemands(Map<Key, NumCopies> copies, NumCopies others, Map<Key, List<FileFacts>> files) {
    static TreeDemands of(CommandContext session, RepositoryCall opening, NumCopies.Rules rules)
            throws IOException, InterruptedException {
        Optional<Path> top = session.repository().workTree();
        List<AnnexedFile> files = top.isPresent()
                ? opening.ofTree(top.get(), tree -> tree.annexed(List.of()).files())
                : List.of();
        return of(files, rules);
    }

    /** The same of files that are known already. */
    static TreeDemands of(List<AnnexedFile> files, NumCopies.Rules rules) throws StoreException {
        Map<Map<String, String>, Demand> known = new HashMap<>();
        Map<Key, NumCopies> copies = new HashMap<>();
        Map<Key, List<FileFacts>> facts = new HashMap<>();
        for (AnnexedFile file : files) {
            Map<String, String> attributes = file.where().attributes();
            Demand demand = known.get(attributes);
            if (demand == null) {
                demand = new Demand(rules.of(attributes), OptionalInt.of(rules.wanted(attributes)));
                known.put(attributes, demand);
            }
            copies.merge(file.key(), demand.copies(), NumCopies::and);
            facts.computeIfAbsent(file.key(), key -> new ArrayList<>())
                    .add(FileFacts.named(file.where().path()).withNumCopies(demand.wanted()));
        }
        return new TreeDemands(copies, rules.of(Map.of()), facts);
    }

    /** What files with the same attributes demand. */
    private record Demand(NumCopies copies, OptionalInt wanted) {}

    NumCopies copies(Key key) {
        return copies.getOrDefault(key, others);
    }

    /** What no file has counts as content without a file. */
    List<FileFacts> files(Key key) {
        return files.getOrDefault(key, List.of(FileFacts.NONE));
    }
}
