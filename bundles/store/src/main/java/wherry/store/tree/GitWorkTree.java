package wherry.store.tree;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Repository;
import wherry.api.annex.Key;
import wherry.api.annex.StoreException;
import wherry.api.tree.AnnexedFile;
import wherry.api.tree.NewFile;
import wherry.api.tree.PathText;
import wherry.api.tree.Selection;
import wherry.api.tree.TreeFile;
import wherry.api.tree.WorkTree;
import wherry.store.file.StoreFailures;
import wherry.store.unlocked.AnnexLink;
import wherry.store.unlocked.PlainFolders;

/** A working tree, with JGit reading and writing its index. */
final class GitWorkTree implements WorkTree {
    private final Repository git;
    private final Path top;
    private final Blobs blobs;
    private final FileState state;
    private final TreeSearch search;
    private final Staging staging;
    private final UnlockedEntries unlocked;

    /** @param git owned by the working tree from now on */
    GitWorkTree(Repository git, Path top, Path directory) {
        this.git = git;
        this.top = top;
        this.blobs = new Blobs(git);
        this.state = new FileState(
                blobs, git.getIndexFile().toPath(), git.getConfig().getBoolean("core", "filemode", true));
        this.search = new TreeSearch(git, top, directory, blobs, state);
        this.staging = new Staging(git);
        this.unlocked = new UnlockedEntries(git.getIndexFile().toPath());
    }

    @Override
    public Optional<String> branch() throws StoreException {
        try {
            String head = git.getFullBranch();
            return Optional.ofNullable(head).filter(name -> name.startsWith(Constants.R_HEADS));
        } catch (IOException e) {
            throw StoreFailures.of("cannot read the HEAD of " + top, e);
        }
    }

    @Override
    public Selection<AnnexedFile> annexed(List<String> paths) throws StoreException {
        try {
            return search.annexed(paths);
        } catch (IOException e) {
            throw StoreFailures.of("cannot look for annexed files in " + top, e);
        }
    }

    @Override
    public Selection<NewFile> unadded(List<String> paths, boolean ignored) throws StoreException {
        try {
            return search.unadded(paths, ignored);
        } catch (IOException e) {
            throw StoreFailures.of("cannot look for new files in " + top, e);
        }
    }

    @Override
    public void stage(TreeFile file) throws StoreException {
        try {
            staging.add(file.path(), state.stage(file));
        } catch (IOException e) {
            throw StoreFailures.of("cannot stage " + file.file(), e);
        }
    }

    @Override
    public void stageLink(TreeFile file, Key key) throws StoreException {
        try {
            staging.add(file.path(), state.stageLink(file, bytes(target(file, key))));
        } catch (IOException e) {
            throw StoreFailures.of("cannot stage " + file.file(), e);
        }
    }

    @Override
    public void stagePointer(NewFile file, Key key) throws StoreException {
        try {
            byte[] pointer = AnnexLink.pointer(key);
            staging.add(file.where().path(), state.stagePointer(file.where(), pointer));
            unlocked.add(file, blobs.idOf(pointer));
        } catch (IOException e) {
            throw StoreFailures.of("cannot stage " + file.where().file(), e);
        }
    }

    private Path target(TreeFile file, Key key) throws StoreException {
        return AnnexLink.target(top, file.file(), key)
                .orElseThrow(() -> new StoreException("no file can have the name of the key " + key));
    }

    private static byte[] bytes(Path target) {
        return PathText.bytes(PathText.of(target));
    }

    @Override
    public boolean mendLink(TreeFile file, Key key) throws StoreException {
        Path target = target(file, key);
        try {
            if (!standsFor(file, key) || Arrays.equals(Blobs.target(file.file()), bytes(target))) {
                return false;
            }
            Path fresh = file.file().resolveSibling(".wherry-" + UUID.randomUUID());
            Files.createSymbolicLink(fresh, target);
            try {
                boolean still = standsFor(file, key);
                if (still) {
                    Files.move(fresh, file.file(), StandardCopyOption.ATOMIC_MOVE);
                }
                return still;
            } finally {
                Files.deleteIfExists(fresh);
            }
        } catch (IOException e) {
            throw StoreFailures.of("cannot link " + file.file(), e);
        }
    }

    private boolean standsFor(TreeFile file, Key key) throws IOException {
        return PlainFolders.leadTo(top, file.file())
                && FileState.target(file.file())
                        .flatMap(found -> AnnexLink.ofTarget(new String(found, StandardCharsets.ISO_8859_1)))
                        .equals(Optional.of(key));
    }

    @Override
    public void flush() throws StoreException {
        try {
            blobs.flush();
            staging.write();
            unlocked.refresh();
        } catch (IOException e) {
            throw StoreFailures.of("cannot write the index of " + top, e);
        }
    }

    @Override
    public void close() {
        blobs.close();
        git.close();
    }
}
