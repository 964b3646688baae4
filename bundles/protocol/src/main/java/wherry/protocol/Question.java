package wherry.protocol;

import java.util.function.Function;
import wherry.api.protocol.Completion;

/**
 * An operation that one line answers.
 *
 * @param <R> what the answer means
 */
final class Question<R> implements Operation {
    private final ClientSide side;
    private final Completion<R> completion;
    private final Function<Message, R> meaning;

    Question(ClientSide side, Completion<R> completion, Function<Message, R> meaning) {
        this.side = side;
        this.completion = completion;
        this.meaning = meaning;
    }

    @Override
    public void take(Message message) {
        if (message.verb() == Verb.ERROR) {
            fail(PlainText.fromWire(message.text()));
        } else {
            side.complete(completion, meaning.apply(message));
        }
    }

    @Override
    public void fail(String reason) {
        side.fail(completion, reason);
    }

    static boolean isSuccess(Message message) {
        return message.verb() == Verb.SUCCESS;
    }
}
