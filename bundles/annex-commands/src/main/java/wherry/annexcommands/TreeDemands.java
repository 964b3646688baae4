package wherry.annexcommands;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import wherry.api.annex.Key;
import wherry.api.store.StoreException;
import wherry.api.tree.AnnexedFile;

/**
 * What the files of the working tree demand of their content: the content of one file may be that of others, too.
 *
 * @param copies of each key that files have
 * @param others of a key that no file has
 * @param paths of the files that have a key, from the top
 */
record TreeDemands(Map<Key, Copies> copies, Copies others, Map<Key, List<String>> paths) {
    static TreeDemands of(Session session, Opening opening, Copies.Rules rules)
            throws IOException, InterruptedException {
        Optional<Path> top = session.repository().workTree();
        List<AnnexedFile> files = top.isPresent()
                ? opening.ofTree(top.get(), tree -> tree.annexed(List.of()).files())
                : List.of();
        return of(files, rules);
    }

    private static TreeDemands of(List<AnnexedFile> files, Copies.Rules rules) throws StoreException {
        Map<Map<String, String>, Copies> known = new HashMap<>();
        Map<Key, Copies> copies = new HashMap<>();
        for (AnnexedFile file : files) {
            Map<String, String> attributes = file.where().attributes();
            Copies demand = known.get(attributes);
            if (demand == null) {
                demand = rules.of(attributes);
                known.put(attributes, demand);
            }
            copies.merge(file.key(), demand, Copies::and);
        }
        Map<Key, List<String>> paths = files.stream()
                .collect(Collectors.groupingBy(
                        AnnexedFile::key,
                        Collectors.mapping(file -> file.where().path(), Collectors.toList())));
        return new TreeDemands(copies, rules.of(Map.of()), paths);
    }

    Copies copies(Key key) {
        return copies.getOrDefault(key, others);
    }

    List<String> paths(Key key) {
        return paths.getOrDefault(key, List.of());
    }
}
