package wherry.store.branch;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import wherry.api.annex.AnnexUuid;
import wherry.api.annex.Key;
import wherry.api.annex.StoreException;
import wherry.api.branch.AnnexBranch;
import wherry.api.branch.BranchLog;
import wherry.api.branch.Presence;
import wherry.api.branch.TrustLevel;
import wherry.api.lock.FileLocks;
import wherry.store.delay.DelayedTask;
import wherry.store.file.StoreFailures;

/** The git-annex branch, changed by way of its journal. */
public final class JournalledBranch implements AnnexBranch, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger("wherry.store");
    private static final DelayedTask.Delays DELAYS =
            new DelayedTask.Delays(Duration.ofSeconds(1), Duration.ofSeconds(4), Duration.ofSeconds(10));

    private final BranchHome home;
    private final Journal journal;
    private final Clock clock;
    private final Committer committer;
    private final DelayedTask soon;
    private final ReentrantLock committing = new ReentrantLock();
    private volatile boolean merged;

    /**
     * Opens nothing yet.
     *
     * @param home the repository
     * @param locks of this process
     * @param clock for the times of what is written
     */
    public JournalledBranch(BranchHome home, FileLocks locks, Clock clock) {
        this(home, locks, clock, System::nanoTime);
    }

    JournalledBranch(BranchHome home, FileLocks locks, Clock clock, LongSupplier nanos) {
        this.home = home;
        this.journal = new Journal(home, locks);
        this.clock = clock;
        this.committer = new Committer(home, journal, clock, nanos);
        this.soon = new DelayedTask("commit to the git-annex branch", this::commitUnlessForbidden, DELAYS);
    }

    @Override
    public Optional<byte[]> read(String path) throws StoreException {
        return read(new BranchPath(path));
    }

    /**
     * Sees to it that what a killed process left in the journal is committed.
     *
     * @throws StoreException if that cannot be told
     */
    public void resume() throws StoreException {
        try {
            if (!journal.files().isEmpty()) {
                soon.changed();
            }
        } catch (IOException e) {
            throw failure("cannot read the journal of the git-annex branch", e);
        }
    }

    /**
     * Makes sure, as far as the rights to files tell, that changes can be recorded. To be called before what cannot be undone.
     *
     * @throws StoreException if they cannot
     */
    public void requireWritable() throws StoreException {
        try {
            journal.requireWritable();
        } catch (IOException e) {
            throw failure("cannot change the git-annex branch", e);
        }
    }

    /**
     * Whether the annex was made with other folders than usual. Merges nothing.
     *
     * @return true if the branch says so
     * @throws StoreException if there is no branch, or it cannot be read
     */
    public boolean tuned() throws StoreException {
        return readUnmerged(BranchPath.DIFFERENCES).isPresent();
    }

    private Optional<byte[]> read(BranchPath path) throws StoreException {
        if (!merged) {
            merged = true;
            try {
                merge();
            } catch (StoreException e) {
                // Somebody who may only read still gets to know what was merged before.
                LOG.warn("reading the git-annex branch without what others have pushed to it: {}", e.toString());
            }
        }
        return readUnmerged(path);
    }

    private Optional<byte[]> readUnmerged(BranchPath path) throws StoreException {
        try {
            return journal.read(path);
        } catch (IOException e) {
            throw failure("cannot read " + path.text() + " of the git-annex branch", e);
        }
    }

    @Override
    public Map<AnnexUuid, Presence> presence(Key key) throws StoreException {
        return byUuid(LocationLog.parse(read(location(key)).orElse(new byte[0])), LocationLog::presence);
    }

    @Override
    public Set<AnnexUuid> locations(Key key) throws StoreException {
        Map<AnnexUuid, TrustLevel> trust = values(BranchLog.TRUST);
        return presence(key).entrySet().stream()
                .filter(known -> known.getValue() == Presence.PRESENT)
                .map(Map.Entry::getKey)
                .filter(uuid -> trust.get(uuid) != TrustLevel.DEAD)
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Set<Key> keys() throws StoreException {
        // Takes in what others know, too.
        read(new BranchPath(BranchLog.DESCRIPTIONS.path()));
        try {
            return Collections.unmodifiableSet(journal.keys());
        } catch (IOException e) {
            throw failure("cannot list the keys of the git-annex branch", e);
        }
    }

    @Override
    public OptionalInt numCopies() throws StoreException {
        return copies(BranchPath.NUMCOPIES);
    }

    @Override
    public OptionalInt minCopies() throws StoreException {
        return copies(BranchPath.MINCOPIES);
    }

    private OptionalInt copies(BranchPath path) throws StoreException {
        return read(path)
                .flatMap(CopiesLog::read)
                // SOURCE: git-annex reads 0 as 1.
                .map(number -> OptionalInt.of(Math.max(1, number)))
                .orElse(OptionalInt.empty());
    }

    @Override
    public <S, V> Map<S, V> values(BranchLog<S, V> log) throws StoreException {
        byte[] lines = read(new BranchPath(log.path())).orElse(new byte[0]);
        Map<S, V> known = new LinkedHashMap<>();
        SubjectLog.in(log.layout())
                .parse(lines)
                .forEach((bytes, entry) -> log.subject(bytes)
                        .ifPresent(subject ->
                                log.value(Latin1.shown(entry.value())).ifPresent(value -> known.put(subject, value))));
        return Collections.unmodifiableMap(known);
    }

    /** Those that are called by a UUID: git-annex keeps others too, but nobody can ask for them. */
    private static <T> Map<AnnexUuid, T> byUuid(Map<String, Entry> entries, Function<Entry, T> meaning) {
        Map<AnnexUuid, T> known = new LinkedHashMap<>();
        entries.forEach(
                (repository, entry) -> uuid(repository).ifPresent(uuid -> known.put(uuid, meaning.apply(entry))));
        return Map.copyOf(known);
    }

    private static Optional<AnnexUuid> uuid(String text) {
        try {
            return Optional.of(new AnnexUuid(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public void setPresent(Key key, AnnexUuid repository, boolean present) throws StoreException {
        Presence presence = present ? Presence.PRESENT : Presence.MISSING;
        change(
                location(key),
                Optional.of(repository),
                (log, now) -> LocationLog.record(log, repository.value(), presence, now));
    }

    @Override
    public <S, V> void record(BranchLog<S, V> log, S subject, V value) throws StoreException {
        String bytes = Latin1.stored(log.valueText(value));
        Optional<AnnexUuid> about = subject instanceof AnnexUuid uuid ? Optional.of(uuid) : Optional.empty();
        change(
                new BranchPath(log.path()),
                about,
                (lines, now) -> SubjectLog.in(log.layout()).record(lines, log.subjectBytes(subject), bytes, now));
    }

    @Override
    public void setNumCopies(int copies) throws StoreException {
        change(BranchPath.NUMCOPIES, Optional.empty(), (log, now) -> CopiesLog.record(log, copies, now));
    }

    @Override
    public void setMinCopies(int copies) throws StoreException {
        change(BranchPath.MINCOPIES, Optional.empty(), (log, now) -> CopiesLog.record(log, copies, now));
    }

    private void change(
            BranchPath path, Optional<AnnexUuid> about, BiFunction<byte[], BigDecimal, Optional<byte[]>> edit)
            throws StoreException {
        BigDecimal now = BigDecimal.valueOf(clock.instant().getEpochSecond());
        try {
            if (journal.change(path, about, log -> edit.apply(log, now))) {
                soon.changed();
            }
        } catch (IOException e) {
            throw failure("cannot change " + path.text() + " of the git-annex branch", e);
        }
    }

    private void commitUnlessForbidden() throws StoreException {
        if (home.config().getBoolean("annex", "alwayscommit", true)) {
            commit();
        }
    }

    @Override
    public void merge() throws StoreException {
        attempt("cannot merge into the git-annex branch", committer::merge);
    }

    @Override
    public void commit() throws StoreException {
        attempt("cannot commit to the git-annex branch", committer::commit);
    }

    private void attempt(String what, DelayedTask.Work work) throws StoreException {
        committing.lock();
        try {
            work.run();
        } catch (IOException e) {
            throw failure(what, e);
        } finally {
            committing.unlock();
        }
    }

    private static BranchPath location(Key key) throws StoreException {
        try {
            BranchPath path = BranchPath.locationLog(key);
            if (path.journalName().isPresent()) {
                return path;
            }
        } catch (IllegalArgumentException e) {
            throw new StoreException("no file can have the name of the key " + key, e);
        }
        throw new StoreException("no file can have the name of the key " + key);
    }

    private static StoreException failure(String what, IOException why) {
        return StoreFailures.of(what, why);
    }

    /** Commits what is left, and lets go of the branch. */
    @Override
    public void close() {
        committer.stopMerging();
        soon.close();
        journal.close();
    }
}
