package wherry.protocol;

import wherry.api.protocol.Completion;

/** GET, from the peer's DATA on. */
final class GetOperation implements Operation {
    private final ClientSide side;
    private final Completion<Boolean> completion;
    private boolean kept;

    GetOperation(ClientSide side, Completion<Boolean> completion) {
        this.side = side;
        this.completion = completion;
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

    private void receive(long length) {
        side.perform(steps -> steps.receiveContent(length, side.awaiting(this::received, this::cutShort)));
    }

    private void received(boolean complete) {
        kept = complete;
        if (side.speaks(Versions.VALIDITY)) {
            side.move(Outcome.MOVED);
        } else {
            side.move(Outcome.UNVOUCHED);
            store(true);
        }
    }

    private void cutShort(String reason) {
        side.move(Outcome.BROKEN);
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
        side.move(Outcome.DONE);
        side.say(stored ? Verb.SUCCESS : Verb.FAILURE);
    }

    @Override
    public void fail(String reason) {
        side.fail(completion, reason);
    }
}
