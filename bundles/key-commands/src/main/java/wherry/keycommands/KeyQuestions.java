package wherry.keycommands;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import wherry.api.annex.Key;
import wherry.api.content.ContentAnswer;
import wherry.api.content.KeyAnswers;
import wherry.api.peer.PeerConnection;

/** One question about many keys, all of which get an answer or an error. Used by one thread. */
final class KeyQuestions {
    private final ReconnectingPeer session;
    private final Question question;
    private final KeyReport report;

    /** What is asked of an open connection. */
    @FunctionalInterface
    interface Question {
        void about(PeerConnection peer, List<Key> keys, KeyAnswers answers) throws IOException;
    }

    KeyQuestions(ReconnectingPeer session, Question question, KeyReport report) {
        this.session = session;
        this.question = question;
        this.report = report;
    }

    /** Asks about keys as they were typed. */
    void ask(List<String> names) throws InterruptedException {
        List<Key> keys = new ArrayList<>();
        for (String name : names) {
            Optional<Key> key = KeyArgument.parse(name.strip());
            if (key.isPresent()) {
                keys.add(key.get());
            } else {
                askAbout(keys);
                keys.clear();
                report.failed(name, new IOException("no key: " + name));
            }
        }
        askAbout(keys);
    }

    /**
     * SOURCE: a stock git-annex ends the connection when it is asked to remove content that is locked. So the key that it owes an
     * answer gets the blame, and the others are asked anew.
     */
    private void askAbout(List<Key> keys) throws InterruptedException {
        Tally tally = new Tally(report);
        while (tally.count < keys.size()) {
            try {
                boolean unused = session.ask(() -> tally.count, peer -> {
                    question.about(peer, List.copyOf(keys.subList(tally.count, keys.size())), tally);
                    return true;
                });
            } catch (IOException e) {
                int blamed = session.reached() ? tally.count + 1 : keys.size();
                while (tally.count < blamed) {
                    report.failed(KeyArgument.shown(keys.get(tally.count)), e);
                    tally.count++;
                }
            }
        }
    }

    /** Counts the keys that are done with. */
    private static final class Tally implements KeyAnswers {
        private final KeyAnswers answers;
        private int count;

        Tally(KeyAnswers answers) {
            this.answers = answers;
        }

        @Override
        public void answered(Key key, ContentAnswer answer) {
            count++;
            answers.answered(key, answer);
        }

        @Override
        public void failed(Key key, IOException reason) {
            count++;
            answers.failed(key, reason);
        }
    }
}
