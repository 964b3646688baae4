package wherry.protocol;

import java.util.Optional;
import wherry.api.annex.AnnexUuid;

/** AUTH, and whatever comes before it. */
final class AuthConversation implements ServerConversation {
    /** More than any client says by mistake. */
    static final int BAD_LINES = 5;

    private final ServerSide side;
    private int refusals;

    AuthConversation(ServerSide side) {
        this.side = side;
    }

    @Override
    public void take(Message message) {
        if (message.verb() == Verb.ERROR) {
            side.close("the peer gave up before it was admitted: " + PlainText.fromWire(message.text()));
            return;
        }
        side.perform(steps ->
                steps.authenticate(message.text(), message.token(), side.awaiting(this::decided, this::undecided)));
    }

    private void decided(Optional<AnnexUuid> admitted) {
        if (admitted.isPresent()) {
            side.move(StepResult.ADMITTED);
            side.say(Verb.AUTH_SUCCESS, admitted.get());
        } else {
            side.move(StepResult.REFUSED);
            side.say(Verb.AUTH_FAILURE);
        }
    }

    private void undecided(String reason) {
        side.move(StepResult.REFUSED);
        side.sayError(reason);
    }

    @Override
    public void refuse(boolean understood) {
        side.sayRefusal(understood);
        refusals++;
        if (refusals == BAD_LINES) {
            side.move(StepResult.END);
            side.close("the peer says " + BAD_LINES + " lines that are not AUTH");
        }
    }
}
