package wherry.annexcommands;

import java.io.IOException;
import java.util.List;
import wherry.api.annex.Key;
import wherry.api.command.Progress;
import wherry.api.peer.UnreachableException;
import wherry.api.store.ContentSource;
import wherry.api.store.Repository;

/** {@code wherry annex copy --to}: sends content to a remote. */
final class SendFiles {
    private static final int RETRIES = 5;

    private final Session session;
    private final Remote to;

    SendFiles(Session session, Remote to) {
        this.session = session;
        this.to = to;
    }

    /** Sends the content of a key, unless it is there, or not here. */
    void run(Subject subject) throws InterruptedException {
        String note = "to " + to.name() + "...";
        Repository repository = session.repository();
        try {
            if (!repository.content().present(subject.wanted())) {
                return;
            }
            boolean had = session.peers().to(to).present(subject.wanted());
            if (had || put(subject)) {
                repository.branch().setPresent(subject.wanted(), to.uuid(), true);
                session.report().ok(subject, had ? "" : note);
            } else {
                session.report().failed(subject, note, List.of(to.name() + " did not store the content"));
            }
        } catch (IOException e) {
            session.peers().drop(to);
            session.report().failed(subject, note, List.of(to.name() + ": " + e.getMessage()));
        }
    }

    private boolean put(Subject subject) throws IOException, InterruptedException {
        Key key = subject.wanted();
        for (int retries = RETRIES; ; retries--) {
            try (Progress progress = session.progress("copy", subject)) {
                ContentSource source =
                        offset -> session.repository().content().read(key, subject.associated(), to.uuid(), offset);
                try {
                    return session.peers().to(to).put(key, subject.associated(), source, progress);
                } catch (UnreachableException e) {
                    session.peers().drop(to);
                    if (retries == 0 || progress.total() == 0) {
                        throw e;
                    }
                }
            }
        }
    }
}
