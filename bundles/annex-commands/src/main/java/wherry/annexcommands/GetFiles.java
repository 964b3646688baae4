package wherry.annexcommands;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import wherry.api.annex.AnnexUuid;
import wherry.api.annex.Key;
import wherry.api.annex.StoreException;
import wherry.api.command.Progress;
import wherry.api.content.IncomingContent;
import wherry.api.peer.PeerException;
import wherry.api.peer.UnreachableException;
import wherry.api.remote.Remote;

/** {@code wherry annex get}, and {@code copy --from}: brings content from remotes. */
final class GetFiles {
    /** SOURCE: git-annex tries as often while there is progress. */
    private static final int RETRIES = 5;

    private final CommandContext session;
    private final Optional<Remote> from;
    private final Predicate<Remote> among;

    /** @param from the only remote to ask; empty for all that are recorded to have the content */
    GetFiles(CommandContext session, Optional<Remote> from) {
        this(session, from, remote -> true);
    }

    private GetFiles(CommandContext session, Optional<Remote> from, Predicate<Remote> among) {
        this.session = session;
        this.from = from;
        this.among = among;
    }

    /** Asks those of some remotes that are recorded to have the content. */
    static GetFiles among(Set<String> remotes, CommandContext session) {
        return new GetFiles(session, Optional.empty(), remote -> remotes.contains(remote.name()));
    }

    /** Brings what is not here. */
    void run(List<CommandTarget> subjects) throws InterruptedException {
        for (CommandTarget subject : subjects) {
            run(subject);
        }
    }

    private void run(CommandTarget subject) throws InterruptedException {
        try {
            if (session.repository().content().present(subject.wanted())) {
                return;
            }
            List<String> problems = new ArrayList<>();
            for (Remote remote : candidates(subject.wanted())) {
                if (get(subject, remote, problems)) {
                    session.report().ok(subject, from(remote));
                    return;
                }
            }
            if (from.isEmpty() || problems.isEmpty()) {
                problems.addAll(unavailable(subject.wanted()));
            }
            session.report().failed(subject, "not available", problems);
        } catch (StoreException e) {
            session.report().failed(subject, "", List.of(String.valueOf(e.getMessage())));
        }
    }

    private static String from(Remote remote) {
        return "from " + remote.name() + "...";
    }

    private List<Remote> candidates(Key key) throws StoreException {
        return from.isPresent()
                ? List.of(from.get())
                : session.remotesWith(key).stream().filter(among).toList();
    }

    private boolean get(CommandTarget subject, Remote remote, List<String> problems)
            throws StoreException, InterruptedException {
        long reached = -1;
        for (int retries = RETRIES; ; retries--) {
            long offset = reached;
            try (Progress progress = session.report().progress(subject, from(remote))) {
                Optional<IncomingContent> incoming = session.repository()
                        .content()
                        .receive(subject.wanted(), subject.associated(), remote.uuid())
                        .incoming();
                if (incoming.isEmpty()) {
                    return true;
                }
                try (IncomingContent open = incoming.get()) {
                    offset = open.offset();
                    boolean came =
                            session.peers().to(remote).get(subject.wanted(), subject.associated(), open, progress);
                    if (!came) {
                        problems.add(remote.name() + " does not have the content, or what it sent was not right");
                    }
                    return came;
                }
            } catch (UnreachableException e) {
                session.peers().drop(remote);
                if (retries == 0 || offset <= reached) {
                    problems.add(remote.name() + ": " + e.getMessage());
                    return false;
                }
                reached = offset;
            } catch (StoreException e) {
                throw e;
            } catch (PeerException e) {
                session.peers().drop(remote);
                problems.add(remote.name() + ": " + e.getMessage());
                return false;
            } catch (IOException e) {
                session.peers().drop(remote);
                problems.add(remote.name() + ": " + e);
                return false;
            }
        }
    }

    // SOURCE: the words of git annex get.
    private List<String> unavailable(Key key) throws StoreException {
        Set<AnnexUuid> others = new HashSet<>(session.repository().branch().locations(key));
        others.remove(session.repository().uuid());
        if (others.isEmpty()) {
            return List.of("No other repository is known to contain the file.");
        }
        List<String> lines = new ArrayList<>();
        lines.add("Try making some of these repositories available:");
        session.where(others).forEach(location -> lines.add(location.line()));
        return lines;
    }
}
