package wherry.daemon.dial;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import wherry.api.annex.Key;
import wherry.api.content.ContentAnswer;
import wherry.api.content.KeyAnswers;
import wherry.api.peer.RemoteProtocolException;
import wherry.api.protocol.ClientMachine;

/** Questions about many keys, asked ahead of the answers. */
final class Pipeline {
    /** Few enough that their answers fit into the buffers on the way: else both ends would wait for each other. */
    private static final int AHEAD = 256;

    private final PeerDriver driver;
    private final Question question;
    private final Deque<Asked> unanswered = new ArrayDeque<>();

    /** What is asked about each key. */
    @FunctionalInterface
    interface Question {
        void about(ClientMachine machine, Key key, PendingAnswer<ContentAnswer> answer);
    }

    private record Asked(Key key, PendingAnswer<ContentAnswer> answer) {}

    Pipeline(PeerDriver driver, Question question) {
        this.driver = driver;
        this.question = question;
    }

    /** Asks about all keys. */
    void ask(List<Key> keys, KeyAnswers answers) throws IOException {
        Iterator<Key> rest = keys.iterator();
        askAhead(rest);
        while (!unanswered.isEmpty()) {
            Asked first = unanswered.remove();
            tell(first, answers);
            if (unanswered.size() <= AHEAD / 2) {
                askAhead(rest);
            }
        }
    }

    private void askAhead(Iterator<Key> rest) throws IOException {
        List<Asked> next = new ArrayList<>();
        while (rest.hasNext() && unanswered.size() + next.size() < AHEAD) {
            next.add(new Asked(rest.next(), new PendingAnswer<>()));
        }
        if (!next.isEmpty()) {
            unanswered.addAll(next);
            driver.begin(() -> next.forEach(asked -> question.about(driver.machine(), asked.key(), asked.answer())));
        }
    }

    private void tell(Asked asked, KeyAnswers answers) throws IOException {
        ContentAnswer answer;
        try {
            answer = driver.settle(asked.answer());
        } catch (RemoteProtocolException e) {
            if (!driver.usable()) {
                throw e;
            }
            answers.failed(asked.key(), e);
            return;
        }
        answers.answered(asked.key(), answer);
    }
}
