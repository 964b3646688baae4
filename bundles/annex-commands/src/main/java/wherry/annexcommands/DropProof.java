package wherry.annexcommands;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import wherry.api.annex.AnnexUuid;
import wherry.api.annex.Key;
import wherry.api.annex.StoreException;
import wherry.api.branch.TrustLevel;
import wherry.api.content.ContentLock;
import wherry.api.remote.Remote;

/**
 * Copies of a key that are known to stay while one is dropped: locked at their repositories, or at trusted ones. What a peer
 * merely says it has is no proof here: git-annex takes that for one only while it keeps its own copy from being locked.
 *
 * <p>Used by one thread; the locks last until it is closed.
 */
final class DropProof implements AutoCloseable {
    private final CommandContext session;
    private final Key key;
    private final Set<AnnexUuid> copies = new HashSet<>();
    private final Map<Remote, ContentLock> locked = new LinkedHashMap<>();
    private final List<String> problems = new ArrayList<>();
    private Optional<ContentLock> own = Optional.empty();

    /**
     * Collects what is needed, and no more.
     *
     * @param except the repository that the copy is dropped from
     */
    static DropProof collect(CommandContext session, Key key, AnnexUuid except, NumCopies needed)
            throws IOException, InterruptedException {
        DropProof proof = new DropProof(session, key);
        boolean done = false;
        try {
            proof.collect(except, needed);
            done = true;
            return proof;
        } finally {
            if (!done) {
                proof.close();
            }
        }
    }

    private DropProof(CommandContext session, Key key) {
        this.session = session;
        this.key = key;
    }

    private void collect(AnnexUuid except, NumCopies needed) throws IOException, InterruptedException {
        AnnexUuid self = session.repository().uuid();
        for (AnnexUuid uuid : session.repository().branch().locations(key)) {
            if (!uuid.equals(except) && session.trust(uuid) == TrustLevel.TRUSTED) {
                copies.add(uuid);
            }
        }
        if (copies.size() < needed.wanted() && !except.equals(self) && !copies.contains(self) && counts(self)) {
            own = session.repository().content().lock(key);
            own.ifPresent(lock -> copies.add(self));
        }
        for (Remote remote : session.remotesWith(key)) {
            if (copies.size() >= needed.wanted()) {
                return;
            }
            if (!remote.uuid().equals(except) && !copies.contains(remote.uuid()) && counts(remote.uuid())) {
                lock(remote);
            }
        }
    }

    // SOURCE: git-annex 10.20261026 does not count its own copy either where it is untrusted.
    private boolean counts(AnnexUuid repository) throws StoreException {
        TrustLevel trust = session.trust(repository);
        return trust == TrustLevel.SEMITRUSTED || trust == TrustLevel.TRUSTED;
    }

    private void lock(Remote remote) throws StoreException, InterruptedException {
        try {
            Optional<ContentLock> lock = session.peers().to(remote).content().lock(key);
            if (lock.isPresent()) {
                locked.put(remote, lock.get());
                copies.add(remote.uuid());
            }
        } catch (StoreException e) {
            throw e;
        } catch (IOException e) {
            session.peers().drop(remote);
            problems.add(remote.name() + ": " + e.getMessage());
        }
    }

    boolean suffices(NumCopies needed) {
        // Every copy here is locked or trusted, so there are enough of these, too.
        return copies.size() >= needed.wanted();
    }

    /** Whether locks of peers are part of it, which end by themselves ten minutes after they were taken. */
    boolean endsByItself() {
        return !locked.isEmpty();
    }

    /** Why it does not suffice, as git-annex says it. */
    List<String> refusal(NumCopies needed, AnnexUuid except) throws StoreException {
        List<String> lines = new ArrayList<>();
        int wanted = needed.wanted();
        if (copies.isEmpty()) {
            lines.add("Could not verify the existence of the "
                    + TerminalText.count(wanted, "necessary copy", "necessary copies") + ".");
        } else {
            lines.add("Could only verify the existence of " + copies.size() + " out of "
                    + TerminalText.count(wanted, "necessary copy", "necessary copies") + ".");
        }
        lines.addAll(problems);
        Set<AnnexUuid> others = new HashSet<>(session.repository().branch().locations(key));
        others.removeAll(copies);
        others.remove(except);
        if (!others.isEmpty()) {
            lines.add("Unable to lock down or reach these repositories that may also have the content:");
            session.where(others).forEach(location -> lines.add(location.line()));
        }
        lines.add("(Use --force to override this check, or adjust numcopies.)");
        return lines;
    }

    @Override
    public void close() {
        locked.forEach((remote, lock) -> {
            try {
                lock.release();
            } catch (IOException e) {
                session.peers().drop(remote);
            }
        });
        own.ifPresent(DropProof::release);
    }

    private static void release(ContentLock lock) {
        try {
            lock.release();
        } catch (IOException e) {
            lock.close();
        }
    }
}
