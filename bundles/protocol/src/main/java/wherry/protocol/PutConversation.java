package wherry.protocol;

import java.util.Optional;
import wherry.api.annex.Key;
import wherry.api.content.ContentAnswer;
import wherry.api.protocol.PutOffer;
import wherry.api.protocol.ServerSteps;

/** PUT to SUCCESS or FAILURE. */
final class PutConversation implements ServerConversation {
    private final ServerSide side;
    private Optional<Key> key = Optional.empty();
    private boolean kept;

    PutConversation(ServerSide side) {
        this.side = side;
    }

    void begin(Message message) {
        Optional<String> refusal = side.rights().refusalOfPut();
        if (refusal.isPresent()) {
            refused(refusal.get());
            return;
        }
        key = Optional.of(message.key());
        side.perform(steps ->
                steps.prepareContent(message.key(), message.file(), side.awaiting(this::prepared, this::refused)));
    }

    private void refused(String reason) {
        side.move(StepResult.REFUSED);
        side.sayError(reason);
    }

    private void prepared(PutOffer offer) {
        if (offer.offset().isPresent()) {
            side.move(StepResult.PREPARED);
            side.say(Verb.PUT_FROM, offer.offset().getAsLong());
        } else {
            side.move(StepResult.PRESENT);
            side.say(Answers.alreadyHave(offer.others(), side.speaks(ProtocolVersions.PLUS)));
        }
    }

    @Override
    public void take(Message message) {
        switch (message.verb()) {
            case DATA -> receive(message.number());
            case DATA_PRESENT -> look();
            case VALID -> store(true);
            case INVALID -> store(false);
            default -> side.perform(ServerSteps::abandonContent);
        }
    }

    @Override
    public void refuse(boolean understood) {
        if (side.state() == ServerState.STORING) {
            side.sayError("expected VALID or INVALID");
            store(false);
        } else {
            refuseInsteadOfData();
        }
    }

    private void refuseInsteadOfData() {
        side.perform(ServerSteps::abandonContent);
        side.sayError("expected DATA");
    }

    @Override
    public void end() {
        side.perform(ServerSteps::abandonContent);
    }

    private void receive(long length) {
        side.perform(steps -> steps.receiveContent(length, side.awaiting(this::received, this::cutShort)));
    }

    private void received(boolean complete) {
        kept = complete;
        if (side.speaks(ProtocolVersions.VALIDITY)) {
            side.move(StepResult.MOVED);
        } else {
            side.move(StepResult.UNVOUCHED);
            store(true);
        }
    }

    private void cutShort(String reason) {
        side.move(StepResult.BROKEN);
        side.perform(ServerSteps::abandonContent);
        side.close(reason);
    }

    private void store(boolean complete) {
        if (kept) {
            side.perform(steps ->
                    steps.storeContent(complete, side.awaiting(this::answer, reason -> answer(ContentAnswer.NO))));
        } else {
            side.perform(ServerSteps::abandonContent);
            answer(ContentAnswer.NO);
        }
    }

    /** DATA-PRESENT: the peer has brought the content here by another way. */
    private void look() {
        if (!side.speaks(ProtocolVersions.DATA_PRESENT)) {
            side.move(StepResult.REFUSED);
            refuseInsteadOfData();
            return;
        }
        side.perform(ServerSteps::abandonContent);
        key.ifPresent(wanted -> side.perform(steps -> steps.checkPresent(
                wanted,
                side.awaiting(present -> answer(ContentAnswer.of(present)), reason -> answer(ContentAnswer.NO)))));
    }

    private void answer(ContentAnswer answer) {
        side.move(StepResult.DONE);
        side.say(Answers.verdict(answer, side.speaks(ProtocolVersions.PLUS)));
    }
}
