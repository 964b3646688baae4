package wherry.store.tree;

import java.io.IOException;
import java.nio.file.Path;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.RepositoryBuilder;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import wherry.api.annex.StoreException;
import wherry.api.store.Lookup;
import wherry.api.tree.WorkTree;
import wherry.api.tree.WorkTrees;
import wherry.store.create.WorkTreeLink;
import wherry.store.file.StoreFailures;
import wherry.store.git.Discovery;
import wherry.store.git.GitDirectories;
import wherry.store.git.NodeLookup;

/** Opens working trees of this machine. */
@Component
public final class GitWorkTrees implements WorkTrees {
    /** Opens nothing yet. */
    @Activate
    public GitWorkTrees() {}

    @Override
    public WorkTree open(Path directory) throws StoreException {
        return open(NodeLookup.of(directory));
    }

    @Override
    public WorkTree open(Lookup where) throws StoreException {
        Path directory = where.folder();
        GitDirectories git = Discovery.find(NodeLookup.of(where));
        Path top = git.checkout()
                .orElseThrow(
                        () -> new StoreException(directory + " is in no working tree; run this in one, or with --all"));
        try {
            WorkTreeLink.make(git);
            Repository repository = new RepositoryBuilder()
                    .setGitDir(git.own().toFile())
                    .setGitCommonDir(git.common().toFile())
                    .setWorkTree(top.toFile())
                    .setIndexFile(git.own().resolve("index").toFile())
                    .build();
            return new GitWorkTree(repository, top, directory.toRealPath());
        } catch (IOException e) {
            throw StoreFailures.of("cannot open the working tree " + top, e);
        }
    }
}
