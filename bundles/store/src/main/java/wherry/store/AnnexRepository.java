package wherry.store;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Consumer;
import org.eclipse.jgit.lib.Config;
import wherry.api.annex.AnnexUuid;
import wherry.api.annex.StoreException;
import wherry.api.branch.AnnexBranch;
import wherry.api.lock.FileLocks;
import wherry.api.peer.Credentials;
import wherry.api.store.ContentStore;
import wherry.api.store.Lookup;
import wherry.api.store.Repository;
import wherry.api.store.Settings;
import wherry.store.branch.JournalledBranch;
import wherry.store.content.Annex;
import wherry.store.content.AnnexOptions;
import wherry.store.content.ContentInspection;
import wherry.store.content.ContentIntake;
import wherry.store.content.ContentLocks;
import wherry.store.content.DirectoryContentStore;
import wherry.store.content.DiskSpace;
import wherry.store.content.Ingestion;
import wherry.store.content.ObjectFiles;
import wherry.store.content.Removals;
import wherry.store.content.StoreCounters;
import wherry.store.content.UnprotectedObjects;
import wherry.store.credentials.CredentialFiles;
import wherry.store.credentials.CredentialFolder;
import wherry.store.file.AtomicFiles;
import wherry.store.file.KeyedMutex;
import wherry.store.file.Sharing;
import wherry.store.format.Layout;
import wherry.store.git.Discovery;
import wherry.store.git.GitDirectories;
import wherry.store.git.GitSettings;
import wherry.store.git.RepositoryTrace;
import wherry.store.transfer.Leftovers;
import wherry.store.transfer.TransferLog;
import wherry.store.unlocked.PointerFiles;
import wherry.store.unlocked.RestageLog;

/** A repository with an annex of version 10. */
public final class AnnexRepository implements Repository {
    private static final int MOST_NOTES = 1_000;
    private static final int MOST_PARTIAL = 10_000;

    private final GitDirectories git;
    private final RepositoryTrace trace;
    private final Optional<Path> workTree;
    private final Annex annex;
    private final JournalledBranch branch;
    private final PointerFiles pointers;
    private final ContentStore content;
    private final Credentials credentials;
    private final TransferLog transfers;
    private final Leftovers partial;
    private final DiskSpace space;
    private final Consumer<AnnexRepository> whenClosed;

    private AnnexRepository(
            GitDirectories git,
            RepositoryTrace trace,
            Optional<Path> workTree,
            Annex annex,
            JournalledBranch branch,
            Clock clock,
            Consumer<AnnexRepository> whenClosed) {
        this.git = git;
        this.trace = trace;
        this.workTree = workTree;
        this.annex = annex;
        this.branch = branch;
        this.whenClosed = whenClosed;
        Layout layout = annex.layout();
        this.pointers = new PointerFiles(
                workTree,
                git.own().resolve("index"),
                annex.scratch(),
                new RestageLog(layout, annex.locks(), annex.scratch()));
        Leftovers notes = leftovers("failed-transfers", MOST_NOTES, clock);
        this.transfers = new TransferLog(layout.transfers(), annex.locks(), annex.scratch(), clock, notes);
        this.partial = leftovers("partial-files", MOST_PARTIAL, clock);
        this.space = new DiskSpace(layout.annex());
        ContentLocks locks = new ContentLocks(annex, clock);
        ContentIntake arrivals = new ContentIntake(annex, transfers, branch, pointers, partial, space);
        this.content = new DirectoryContentStore(
                annex,
                transfers,
                locks,
                arrivals,
                new Removals(annex, locks, branch, pointers),
                new Ingestion(annex, arrivals, workTree),
                new ContentInspection(annex, locks, branch));
        this.credentials = new CredentialFiles(new CredentialFolder(layout, annex.locks(), annex.scratch()));
    }

    /**
     * Opens a repository.
     *
     * @param where to look for it
     * @param counters of what is done
     * @param whenClosed is told then
     * @throws StoreException if it is none that this store can touch
     */
    static AnnexRepository open(
            Lookup where, FileLocks locks, Clock clock, StoreCounters counters, Consumer<AnnexRepository> whenClosed)
            throws StoreException {
        GitDirectories git = Discovery.find(where);
        GitSettings settings = new GitSettings(git, where.environment());
        Config config = settings.current();
        RepositorySupport requirements = new RepositorySupport(git.checkout().orElse(git.own()), config);
        AnnexUuid uuid = requirements.check();
        Optional<Path> workTree = workTree(git, config);
        Layout layout = new Layout(git.common().resolve("annex"), config.getBoolean("core", "bare", false));
        AtomicFiles scratch = new AtomicFiles(layout.scratch());
        JournalledBranch branch =
                new JournalledBranch(new AnnexBranchHome(git, layout, settings, scratch), locks, clock);
        boolean open = false;
        try {
            requirements.check(branch);
            Annex annex = new Annex(
                    uuid,
                    layout,
                    new ObjectFiles(layout),
                    settings,
                    locks,
                    scratch,
                    new UnprotectedObjects(clock),
                    workTree.orElse(git.own()),
                    new KeyedMutex(),
                    counters);
            branch.resume();
            AnnexRepository repository = new AnnexRepository(
                    git, RepositoryTrace.of(where, git, settings), workTree, annex, branch, clock, whenClosed);
            open = true;
            return repository;
        } finally {
            if (!open) {
                branch.close();
            }
        }
    }

    private static Optional<Path> workTree(GitDirectories git, Config config) {
        boolean linked = !git.own().equals(git.common());
        if (linked) {
            return git.checkout();
        }
        if (config.getBoolean("core", "bare", false)) {
            return Optional.empty();
        }
        String elsewhere = config.getString("core", null, "worktree");
        return elsewhere == null
                ? git.checkout()
                : Optional.of(git.own().resolve(elsewhere).normalize());
    }

    @Override
    public AnnexUuid uuid() {
        return annex.uuid();
    }

    @Override
    public Path gitDirectory() {
        return git.common();
    }

    @Override
    public Path annexDirectory() {
        return annex.layout().annex();
    }

    @Override
    public Optional<Path> workTree() {
        return workTree;
    }

    @Override
    public Settings settings() {
        return annex.settings();
    }

    @Override
    public ContentStore content() {
        return content;
    }

    @Override
    public AnnexBranch branch() {
        return branch;
    }

    @Override
    public Credentials credentials() {
        return credentials;
    }

    private Leftovers leftovers(String name, int most, Clock clock) {
        return new Leftovers(annex.layout().annex(), name, most, annex.locks(), annex.scratch(), clock);
    }

    /** Deletes what broken transfers have left and nobody went on with for a long time. */
    public void sweep() throws IOException {
        AnnexOptions options = annex.options();
        Sharing sharing = options.sharing();
        partial.sweep(options.partialKept(), sharing, file -> transfers.discard(file, sharing));
        transfers.sweepNotes(sharing);
    }

    @Override
    public long room() throws StoreException {
        return space.room(annex.options().diskReserve());
    }

    @Override
    public boolean replaced() {
        return trace.lost();
    }

    @Override
    public void close() {
        whenClosed.accept(this);
        pointers.close();
        branch.close();
    }
}
