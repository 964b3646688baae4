package wherry.protocol;

import java.util.OptionalLong;

/** GET to the peer's SUCCESS or FAILURE. */
final class GetConversation implements ServerConversation {
    private final ServerSide side;
    private boolean open;

    GetConversation(ServerSide side) {
        this.side = side;
    }

    void begin(Message message) {
        if (message.number() < 0) {
            refused("the offset is negative");
            return;
        }
        side.perform(steps -> steps.openContent(
                message.key(), message.file(), message.number(), side.awaiting(this::opened, this::refused)));
    }

    private void refused(String reason) {
        side.move(StepResult.REFUSED);
        side.sayError(reason);
    }

    private void opened(OptionalLong length) {
        open = length.isPresent();
        side.say(Verb.DATA, length.orElse(0));
        if (open) {
            side.move(StepResult.OPENED);
            side.perform(steps -> steps.sendContent(side.awaiting(this::sent, this::cutShort)));
        } else {
            side.move(StepResult.ABSENT);
            vouch(false);
        }
    }

    private void sent(boolean unchanged) {
        side.move(StepResult.MOVED);
        vouch(unchanged);
    }

    private void vouch(boolean valid) {
        if (side.speaks(ProtocolVersions.VALIDITY)) {
            side.say(valid ? Verb.VALID : Verb.INVALID);
        }
    }

    /** The peer counts on more bytes, so nothing else can be said. */
    private void cutShort(String reason) {
        side.move(StepResult.BROKEN);
        finish(false);
        side.close(reason);
    }

    @Override
    public void take(Message message) {
        switch (message.verb()) {
            case SUCCESS -> finish(true);
            case SUCCESS_PLUS -> finishPlus(true);
            case FAILURE_PLUS -> finishPlus(false);
            default -> finish(false);
        }
    }

    private void finishPlus(boolean delivered) {
        if (side.speaks(ProtocolVersions.PLUS)) {
            finish(delivered);
        } else {
            refuse(true);
        }
    }

    @Override
    public void refuse(boolean understood) {
        finish(false);
        side.sayError(
                side.speaks(ProtocolVersions.PLUS)
                        ? "expected SUCCESS or SUCCESS-PLUS or FAILURE or FAILURE-PLUS"
                        : "expected SUCCESS or FAILURE");
    }

    @Override
    public void end() {
        finish(false);
    }

    private void finish(boolean delivered) {
        if (open) {
            open = false;
            side.perform(steps -> steps.closeContent(delivered));
        }
    }
}
