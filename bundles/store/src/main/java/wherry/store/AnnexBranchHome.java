package wherry.store;

import java.io.IOException;
import java.nio.file.Path;
import org.eclipse.jgit.lib.Config;
import wherry.api.annex.StoreException;
import wherry.store.branch.BranchHome;
import wherry.store.content.AnnexOptions;
import wherry.store.file.AtomicFiles;
import wherry.store.file.ContentHooks;
import wherry.store.file.RepositoryFolders;
import wherry.store.file.Sharing;
import wherry.store.format.Layout;
import wherry.store.git.GitDirectories;
import wherry.store.git.GitSettings;

/** What the git-annex branch needs of its repository. */
record AnnexBranchHome(GitDirectories git, Layout layout, GitSettings settings, AtomicFiles scratch)
        implements BranchHome {
    @Override
    public Path gitDirectory() {
        return git.common();
    }

    @Override
    public Path annexDirectory() {
        return layout.annex();
    }

    @Override
    public Config config() throws StoreException {
        return settings.current();
    }

    @Override
    public void write(Path file, byte[] content) throws IOException {
        scratch.write(file, content, sharing());
    }

    @Override
    public void makeFolder(Path folder) throws IOException {
        new RepositoryFolders(sharing()).make(folder);
    }

    @Override
    public void protect(Path file) throws IOException {
        sharing().freezeFile(file);
    }

    @Override
    public void adopt(Path file) throws IOException {
        sharing().adoptFile(file);
    }

    private Sharing sharing() throws StoreException {
        return AnnexOptions.of(settings.current(), ContentHooks.NONE).sharing();
    }
}
