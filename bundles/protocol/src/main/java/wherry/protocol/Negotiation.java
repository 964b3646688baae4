package wherry.protocol;

import wherry.api.protocol.Completion;

/** VERSION. SOURCE: a peer that answers with an ERROR speaks version 0. */
final class Negotiation implements Operation {
    private final ClientSide side;
    private final Completion<Integer> completion;

    Negotiation(ClientSide side, Completion<Integer> completion) {
        this.side = side;
        this.completion = completion;
    }

    @Override
    public void take(Message message) {
        side.complete(completion, side.agreeOn(message.verb() == Verb.VERSION ? message.number() : 0));
    }

    @Override
    public void fail(String reason) {
        side.fail(completion, reason);
    }
}
