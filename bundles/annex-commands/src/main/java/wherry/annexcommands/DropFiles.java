package wherry.annexcommands;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import wherry.api.annex.AnnexUuid;
import wherry.api.annex.Key;
import wherry.api.annex.StoreException;
import wherry.api.content.ContentAnswer;
import wherry.api.remote.Remote;

/** {@code wherry annex drop}. */
final class DropFiles {
    // SOURCE: p2p_protocol: a lock lasts ten minutes; git-annex asks for the removal to be done within them.
    private static final Duration LOCKS_LAST = Duration.ofMinutes(10);
    private static final String OVERRIDE =
            "(Use --force to override this check, or adjust required content configuration.)";

    private final CommandContext session;
    private final Plan plan;
    private final Optional<Remote> from;

    /**
     * What is to be dropped, and when.
     *
     * @param force without proof of other copies
     * @param from where to drop; empty for this repository
     * @param demands of the working tree
     * @param required what the repository has to have
     */
    record Plan(boolean force, Optional<Remote> from, TreeDemands demands, RequiredContent required) {
        static AnnexUuid where(Optional<Remote> from, CommandContext session) {
            return from.map(Remote::uuid).orElse(session.repository().uuid());
        }
    }

    DropFiles(CommandContext session, Plan plan) {
        this.session = session;
        this.plan = plan;
        this.from = plan.from();
    }

    /** Drops what is there. */
    void run(List<CommandTarget> subjects) throws InterruptedException {
        for (CommandTarget subject : subjects) {
            run(subject);
        }
    }

    private void run(CommandTarget subject) throws InterruptedException {
        String note = from.map(remote -> "from " + remote.name() + "...").orElse("");
        try {
            if (!isRecorded(subject.wanted())) {
                return;
            }
            Optional<String> kept = whyKept(subject.wanted());
            if (kept.isPresent()) {
                refuse(subject, kept.get());
                return;
            }
            List<String> problems = drop(subject.wanted());
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

    private Optional<String> whyKept(Key key) throws StoreException {
        return plan.force()
                ? Optional.empty()
                : plan.required().whyKept(key, plan.demands().files(key));
    }

    /** SOURCE: to programs git-annex says it as a note. */
    private void refuse(CommandTarget subject, String why) {
        if (session.report().json()) {
            session.report().failed(subject, why + "\n" + OVERRIDE, List.of());
        } else {
            session.report().failed(subject, "", List.of(why, OVERRIDE));
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
    private List<String> drop(Key key) throws IOException, InterruptedException {
        if (plan.force()) {
            return remove(key, OptionalLong.empty());
        }
        AnnexUuid where = Plan.where(from, session);
        NumCopies needed = plan.demands().copies(key);
        OptionalLong before = deadline();
        try (DropProof proof = DropProof.collect(session, key, where, needed)) {
            return proof.suffices(needed)
                    ? remove(key, proof.endsByItself() ? before : OptionalLong.empty())
                    : proof.refusal(needed, where);
        }
    }

    /** Read before any lock is taken, so that the removal cannot come after the first of them has ended. */
    private OptionalLong deadline() throws IOException, InterruptedException {
        long now = from.isPresent()
                ? session.peers().to(from.get()).content().timestamp()
                : session.repository().content().timestamp();
        return OptionalLong.of(now + LOCKS_LAST.toSeconds() - 1);
    }

    private List<String> remove(Key key, OptionalLong before) throws IOException, InterruptedException {
        boolean gone = from.isPresent()
                ? removeAt(from.get(), key, before)
                : session.repository().content().remove(key, before).done();
        return gone ? List.of() : List.of("content is locked, or the proof of other copies took too long");
    }

    private boolean removeAt(Remote remote, Key key, OptionalLong before) throws IOException, InterruptedException {
        ContentAnswer answer = session.peers().to(remote).content().remove(key, before);
        session.record(key, remote, answer, false);
        return answer.done();
    }
}
