package wherry.protocol;

import java.util.OptionalLong;
import wherry.api.content.ContentAnswer;
import wherry.api.protocol.Completion;

/** PUT, from the peer's PUT-FROM on. */
final class PutOperation implements Operation {
    private final ClientSide side;
    private final Completion<ContentAnswer> completion;
    private boolean sent;

    PutOperation(ClientSide side, Completion<ContentAnswer> completion) {
        this.side = side;
        this.completion = completion;
    }

    @Override
    public void take(Message message) {
        switch (message.verb()) {
            case PUT_FROM -> open(message.number());
            case ERROR -> refused(PlainText.fromWire(message.text()));
            default -> side.complete(completion, Answers.read(message));
        }
    }

    /** An ERROR after content may be followed by a verdict, which must not be taken as the answer to something else. */
    private void refused(String reason) {
        fail(reason);
        if (sent) {
            side.close(reason);
        }
    }

    private void open(long offset) {
        side.perform(steps -> steps.openContent(offset, side.awaiting(this::opened, this::cannotOpen)));
    }

    private void opened(OptionalLong length) {
        if (length.isEmpty()) {
            cannotOpen("the content is not present");
            return;
        }
        side.move(StepResult.OPENED);
        side.say(Verb.DATA, length.getAsLong());
        side.perform(steps -> steps.sendContent(side.awaiting(this::sent, this::cutShort)));
    }

    /** SOURCE: a server takes an ERROR in place of DATA as the end of this PUT, and does not answer it. */
    private void cannotOpen(String reason) {
        side.move(StepResult.REFUSED);
        side.sayError(reason);
        fail(reason);
    }

    private void sent(boolean unchanged) {
        sent = true;
        side.move(StepResult.MOVED);
        if (side.speaks(ProtocolVersions.VALIDITY)) {
            side.say(unchanged ? Verb.VALID : Verb.INVALID);
        }
    }

    private void cutShort(String reason) {
        side.move(StepResult.BROKEN);
        fail(reason);
        side.close(reason);
    }

    @Override
    public void fail(String reason) {
        side.fail(completion, reason);
    }
}
