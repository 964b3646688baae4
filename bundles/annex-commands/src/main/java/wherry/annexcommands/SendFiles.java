package wherry.annexcommands;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import wherry.api.annex.Key;
import wherry.api.annex.StoreException;
import wherry.api.command.Progress;
import wherry.api.content.ContentAnswer;
import wherry.api.content.ContentSource;
import wherry.api.content.KeyAnswers;
import wherry.api.peer.UnreachableException;
import wherry.api.remote.Remote;

/** {@code wherry annex copy --to}: sends content to a remote. */
final class SendFiles {
    private static final int RETRIES = 5;

    private final CommandContext session;
    private final Remote to;
    private final String note;

    SendFiles(CommandContext session, Remote to) {
        this.session = session;
        this.to = to;
        this.note = "to " + to.name() + "...";
    }

    /** Sends the content of keys, unless it is there, or not here. The remote is asked about all before anything is sent. */
    void run(List<CommandTarget> subjects) throws InterruptedException {
        List<CommandTarget> here = new ArrayList<>();
        for (CommandTarget subject : subjects) {
            try {
                if (session.repository().content().present(subject.wanted())) {
                    here.add(subject);
                }
            } catch (StoreException e) {
                failed(subject, e);
            }
        }
        Map<Key, Boolean> there = askAhead(here);
        for (CommandTarget subject : here) {
            if (run(subject, Optional.ofNullable(there.get(subject.wanted())))) {
                there.put(subject.wanted(), true);
            }
        }
    }

    /** What the remote has; of some keys it may tell nothing, and these are asked about again. */
    private Map<Key, Boolean> askAhead(List<CommandTarget> here) throws InterruptedException {
        Map<Key, Boolean> there = new HashMap<>();
        try {
            if (here.size() > 1) {
                session.peers()
                        .to(to)
                        .content()
                        .present(
                                here.stream()
                                        .map(CommandTarget::wanted)
                                        .distinct()
                                        .toList(),
                                into(there));
            }
        } catch (IOException e) {
            session.peers().drop(to);
        }
        return there;
    }

    private static KeyAnswers into(Map<Key, Boolean> there) {
        return new KeyAnswers() {
            @Override
            public void answered(Key key, ContentAnswer answer) {
                there.put(key, answer.done());
            }

            @Override
            public void failed(Key key, IOException reason) {
                // It is asked about again when its turn comes.
            }
        };
    }

    /** Returns whether it is there now. */
    private boolean run(CommandTarget subject, Optional<Boolean> there) throws InterruptedException {
        try {
            boolean had = there.isPresent()
                    ? there.get()
                    : session.peers().to(to).content().present(subject.wanted());
            ContentAnswer answer = had ? ContentAnswer.YES : put(subject);
            session.record(subject.wanted(), to, answer, true);
            if (answer.done()) {
                session.report().ok(subject, had ? "" : note);
                return true;
            }
            session.report().failed(subject, note, List.of(to.name() + " did not store the content"));
        } catch (IOException e) {
            session.peers().drop(to);
            failed(subject, e);
        }
        return false;
    }

    private void failed(CommandTarget subject, IOException reason) {
        session.report().failed(subject, note, List.of(to.name() + ": " + reason.getMessage()));
    }

    private ContentAnswer put(CommandTarget subject) throws IOException, InterruptedException {
        Key key = subject.wanted();
        for (int retries = RETRIES; ; retries--) {
            try (Progress progress = session.report().progress(subject, note)) {
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
