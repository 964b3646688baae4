package wherry.links;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import wherry.api.annex.StoreException;
import wherry.api.store.Repository;
import wherry.transport.api.Site;
import wherry.transport.api.TransportException;

/** A repository as one network may see it. */
record RepositorySite(Repository repository, String netname) implements Site {
    private static final Set<PosixFilePermission> PRIVATE = PosixFilePermissions.fromString("rwx------");

    @Override
    public String name() {
        return repository.uuid().value().replaceAll("[^A-Za-z0-9-]", "-");
    }

    @Override
    public Path folder() {
        Path git = repository.gitDirectory();
        Path around = git.getParent();
        return git.endsWith(".git") && around != null ? around : git;
    }

    @Override
    public List<String> settings(String setting) throws TransportException {
        try {
            return List.copyOf(repository.settings().values("annex.p2p-" + netname + "-" + setting));
        } catch (StoreException e) {
            throw new TransportException(
                    "cannot read the git configuration of " + repository.gitDirectory() + ": " + e.getMessage(), e);
        }
    }

    @Override
    public Path state() throws TransportException {
        Path wherry = repository.annexDirectory().resolve("wherry");
        Path state = wherry.resolve(netname);
        try {
            makePrivate(wherry);
            makePrivate(state);
        } catch (IOException e) {
            throw new TransportException("cannot make the folder " + state + ": " + e.getMessage(), e);
        }
        return state;
    }

    private static void makePrivate(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(PRIVATE));
        }
        if (!Files.getPosixFilePermissions(folder).equals(PRIVATE)) {
            Files.setPosixFilePermissions(folder, PRIVATE);
        }
    }
}
