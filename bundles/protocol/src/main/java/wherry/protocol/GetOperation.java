package wherry.protocol;

import java.util.OptionalLong;
import wherry.api.protocol.Completion;

/** GET, from the peer's DATA on. */
final class GetOperation implements Operation {
    private static final long MAX_SURPLUS_BYTES = 1 << 20;

    private final ClientSide side;
    private final Completion<Boolean> completion;
    private final OptionalLong expected;
    private boolean some;
    private boolean kept;

    /** @param expected bytes, if the key tells its size */
    GetOperation(ClientSide side, Completion<Boolean> completion, OptionalLong expected) {
        this.side = side;
        this.completion = completion;
        this.expected = expected;
    }

    @Override
    public void take(Message message) {
        switch (message.verb()) {
            case DATA -> receive(message.number());
            case VALID -> store(true);
            case INVALID -> store(false);
            default -> fail(PlainText.fromWire(message.text()));
        }
    }

    /** A little too much is read, so that the connection can go on; who announces a flood is not worth it. */
    private void receive(long length) {
        if (expected.isPresent() && length - expected.getAsLong() > MAX_SURPLUS_BYTES) {
            cutShort("it announces " + length + " bytes where " + expected.getAsLong() + " are left of the key");
            return;
        }
        some = length > 0;
        side.perform(steps -> steps.receiveContent(length, side.awaiting(this::received, this::cutShort)));
    }

    private void received(boolean complete) {
        kept = complete;
        if (side.speaks(ProtocolVersions.VALIDITY)) {
            side.move(StepResult.MOVED);
        } else {
            side.move(StepResult.UNVOUCHED);
            // SOURCE: at version 0 an absent key comes as no bytes.
            store(some || expected.equals(OptionalLong.of(0)));
        }
    }

    private void cutShort(String reason) {
        side.move(StepResult.BROKEN);
        fail(reason);
        side.close(reason);
    }

    private void store(boolean complete) {
        if (kept) {
            side.perform(steps -> steps.storeContent(complete, side.awaiting(this::stored, this::notStored)));
        } else {
            notStored("what came could not be kept");
        }
    }

    private void stored(boolean verified) {
        answer(verified);
        side.complete(completion, verified);
    }

    private void notStored(String reason) {
        answer(false);
        fail(reason);
    }

    private void answer(boolean stored) {
        side.move(StepResult.DONE);
        side.say(stored ? Verb.SUCCESS : Verb.FAILURE);
    }

    @Override
    public void fail(String reason) {
        side.fail(completion, reason);
    }
}
