package wherry.daemon.bench;

import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.LongSupplier;
import wherry.api.annex.AnnexUuid;
import wherry.api.annex.StoreException;
import wherry.api.branch.AnnexBranch;
import wherry.api.store.Repositories;
import wherry.api.store.Repository;
import wherry.kit.MemoryCredentials;
import wherry.kit.MemorySettings;

/** A repository with content, and the store that opens it by the folder it lies in. */
public final class MemoryAnnex implements Repositories {
    private final Path folder;
    private final AnnexUuid uuid;
    private final MemoryContent content = new MemoryContent();
    private final MemoryCredentials credentials = new MemoryCredentials();
    private final MemorySettings settings = new MemorySettings();
    private LongSupplier room = () -> Long.MAX_VALUE;

    public MemoryAnnex(Path folder, String uuid) {
        this.folder = folder;
        this.uuid = new AnnexUuid(uuid);
    }

    public MemoryContent content() {
        return content;
    }

    /** What the repository says of its disk from now on. */
    public void room(LongSupplier bytes) {
        room = bytes;
    }

    public MemoryCredentials credentials() {
        return credentials;
    }

    public MemorySettings settings() {
        return settings;
    }

    @Override
    public Repository open(Path somewhere) throws StoreException {
        if (!somewhere.startsWith(folder) || !Files.isDirectory(folder)) {
            throw new StoreException("there is no repository");
        }
        return new Repository() {
            @Override
            public AnnexUuid uuid() {
                return uuid;
            }

            @Override
            public Path gitDirectory() {
                return folder.resolve(".git");
            }

            @Override
            public Path annexDirectory() {
                return gitDirectory().resolve("annex");
            }

            @Override
            public Optional<Path> workTree() {
                return Optional.of(folder);
            }

            @Override
            public MemorySettings settings() {
                return settings;
            }

            @Override
            public MemoryContent content() {
                return content;
            }

            @Override
            public AnnexBranch branch() {
                // Merging after a push is all that is asked of it.
                return (AnnexBranch) Proxy.newProxyInstance(
                        AnnexBranch.class.getClassLoader(),
                        new Class<?>[] {AnnexBranch.class},
                        (proxy, method, arguments) -> null);
            }

            @Override
            public MemoryCredentials credentials() {
                return credentials;
            }

            @Override
            public long room() {
                return room.getAsLong();
            }

            @Override
            public void close() {}
        };
    }
}
