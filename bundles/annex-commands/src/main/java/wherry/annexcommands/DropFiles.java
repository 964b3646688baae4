package wherry.annexcommands;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import wherry.api.annex.AnnexUuid;
import wherry.api.annex.Key;
import wherry.api.branch.AnnexBranch;
import wherry.api.peer.PeerConnection;
import wherry.api.peer.PeerException;
import wherry.api.store.StoreException;

/** {@code wherry annex drop}. */
final class DropFiles {
    // SOURCE: p2p_protocol: a lock lasts ten minutes; git-annex asks for the removal to be done within them.
    private static final Duration LOCKS_LAST = Duration.ofMinutes(10);
    private static final String REQUIRED = "required-content.log";

    private final Session session;
    private final boolean force;
    private final Optional<Remote> from;

    /**
     * @param force without proof of other copies
     * @param from where to drop; empty for this repository
     */
    DropFiles(Session session, boolean force, Optional<Remote> from) {
        this.session = session;
        this.force = force;
        this.from = from;
    }

    void run(Subject subject, Copies needed) throws InterruptedException {
        String note = from.map(remote -> "from " + remote.name() + "...").orElse("");
        try {
            if (!isRecorded(subject.wanted())) {
                return;
            }
            List<String> problems = drop(subject.wanted(), needed);
            if (problems.isEmpty()) {
                session.report().ok(subject, note);
            } else {
                session.report().failed(subject, "unsafe", problems);
            }
        } catch (IOException e) {
            from.ifPresent(session.peers()::drop);
            session.report().failed(subject, note, List.of(String.valueOf(e.getMessage())));
        }
    }

    private boolean isRecorded(Key key) throws StoreException {
        return from.isPresent()
                ? session.repository()
                        .branch()
                        .locations(key)
                        .contains(from.get().uuid())
                : session.repository().content().present(key);
    }

    /** Why it was not dropped; empty if it was. */
    private List<String> drop(Key key, Copies needed) throws IOException, InterruptedException {
        AnnexUuid where = from.map(Remote::uuid).orElse(session.repository().uuid());
        if (force) {
            return remove(key, OptionalLong.empty());
        }
        if (isRequired(where)) {
            return List.of(
                    "That file may be required content there (" + REQUIRED
                            + "). It cannot be dropped!\n(Use --force to override this check, or adjust required content configuration.)");
        }
        OptionalLong before = deadline();
        try (Proof proof = Proof.collect(session, key, where, needed)) {
            return proof.suffices(needed)
                    ? remove(key, proof.endsByItself() ? before : OptionalLong.empty())
                    : proof.refusal(needed, where);
        }
    }

    /** Read before any lock is taken, so that the removal cannot come after the first of them has ended. */
    private OptionalLong deadline() throws IOException, InterruptedException {
        long now = from.isPresent()
                ? session.peers().to(from.get()).timestamp()
                : session.repository().content().timestamp();
        return OptionalLong.of(now + LOCKS_LAST.toSeconds() - 1);
    }

    private List<String> remove(Key key, OptionalLong before) throws IOException, InterruptedException {
        boolean gone = from.isPresent()
                ? removeAt(from.get(), key, before)
                : session.repository().content().remove(key, before);
        return gone ? List.of() : List.of("content is locked, or the proof of other copies took too long");
    }

    private boolean removeAt(Remote remote, Key key, OptionalLong before)
            throws PeerException, StoreException, InterruptedException {
        PeerConnection peer = session.peers().to(remote);
        boolean gone = peer.remove(key, before);
        if (gone) {
            session.repository().branch().setPresent(key, remote.uuid(), false);
        }
        return gone;
    }

    /** What a repository is required to have cannot be worked out here, so all of it counts as required. */
    private boolean isRequired(AnnexUuid where) throws StoreException {
        AnnexBranch branch = session.repository().branch();
        String log = new String(branch.read(REQUIRED).orElse(new byte[0]), StandardCharsets.UTF_8);
        return log.lines().anyMatch(line -> line.startsWith(where + " ") && !line.startsWith(where + "  timestamp="));
    }
}
