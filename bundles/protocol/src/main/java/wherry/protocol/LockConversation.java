package wherry.protocol;

import wherry.api.protocol.ServerSteps;

/**
 * LOCKCONTENT to UNLOCKCONTENT. At the end of the stream nothing is released: the content stays locked for as long as the
 * protocol promises, though git-annex itself lets go then.
 */
final class LockConversation implements ServerConversation {
    private final ServerSide side;

    LockConversation(ServerSide side) {
        this.side = side;
    }

    void begin(Message message) {
        side.perform(steps -> steps.lockContent(message.key(), side.awaiting(this::decided, reason -> decided(false))));
    }

    private void decided(boolean locked) {
        side.move(locked ? StepResult.HELD : StepResult.REFUSED);
        side.say(locked ? Verb.SUCCESS : Verb.FAILURE);
    }

    @Override
    public void take(Message message) {
        side.perform(ServerSteps::unlockContent);
    }

    /** SOURCE: git-annex releases the lock at any other line, too, and does not carry that line out. */
    @Override
    public void refuse(boolean understood) {
        side.perform(ServerSteps::unlockContent);
        side.sayError("expected UNLOCKCONTENT");
    }
}
