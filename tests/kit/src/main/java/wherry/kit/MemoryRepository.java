package wherry.kit;

import java.nio.file.Path;
import java.util.Optional;
import wherry.api.annex.AnnexUuid;
import wherry.api.branch.AnnexBranch;
import wherry.api.store.ContentStore;
import wherry.api.store.Repository;

/** A repository of settings and credentials, and perhaps of content. Counts how often it was closed. */
public final class MemoryRepository implements Repository {
    private final Path workTree;
    private final AnnexUuid uuid;
    private final MemorySettings settings = new MemorySettings();
    private final MemoryCredentials credentials = new MemoryCredentials();
    private final Optional<ContentStore> content;
    private final Optional<AnnexBranch> branch;
    private int closed;

    public MemoryRepository(Path workTree, AnnexUuid uuid) {
        this(workTree, uuid, Optional.empty(), Optional.empty());
    }

    public MemoryRepository(Path workTree, AnnexUuid uuid, ContentStore content, AnnexBranch branch) {
        this(workTree, uuid, Optional.of(content), Optional.of(branch));
    }

    private MemoryRepository(
            Path workTree, AnnexUuid uuid, Optional<ContentStore> content, Optional<AnnexBranch> branch) {
        this.workTree = workTree;
        this.uuid = uuid;
        this.content = content;
        this.branch = branch;
    }

    /** How often {@link #close} was called. */
    public synchronized int closed() {
        return closed;
    }

    @Override
    public AnnexUuid uuid() {
        return uuid;
    }

    @Override
    public Path gitDirectory() {
        return workTree.resolve(".git");
    }

    @Override
    public Path annexDirectory() {
        return gitDirectory().resolve("annex");
    }

    @Override
    public Optional<Path> workTree() {
        return Optional.of(workTree);
    }

    @Override
    public MemorySettings settings() {
        return settings;
    }

    @Override
    public ContentStore content() {
        return content.orElseThrow(() -> new IllegalStateException("this repository has no content"));
    }

    @Override
    public AnnexBranch branch() {
        return branch.orElseThrow(() -> new IllegalStateException("this repository has no git-annex branch"));
    }

    @Override
    public MemoryCredentials credentials() {
        return credentials;
    }

    @Override
    public long room() {
        return Long.MAX_VALUE;
    }

    @Override
    public synchronized void close() {
        closed++;
    }
}
