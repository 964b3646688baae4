package wherry.protocol;

import wherry.api.protocol.Completion;

/** CONNECT: git's bytes go both ways until the peer says that its service has ended. */
final class ConnectOperation implements Operation {
    private final ClientSide side;
    private final Completion<Integer> completion;

    ConnectOperation(ClientSide side, Completion<Integer> completion) {
        this.side = side;
        this.completion = completion;
    }

    @Override
    public void take(Message message) {
        switch (message.verb()) {
            case DATA -> deliver(message.number());
            case CONNECTDONE -> ended(message.number());
            default -> refused(PlainText.fromWire(message.text()));
        }
    }

    private void deliver(long length) {
        if (length == 0) {
            side.move(StepResult.MOVED);
        } else {
            side.perform(steps ->
                    steps.serviceOutput(length, side.awaiting(moved -> side.move(StepResult.MOVED), this::cutShort)));
        }
    }

    private void cutShort(String reason) {
        side.move(StepResult.BROKEN);
        refused(reason);
    }

    private void ended(long exitCode) {
        side.complete(completion, (int) Math.max(Integer.MIN_VALUE, Math.min(exitCode, Integer.MAX_VALUE)));
        side.close("the git service has ended");
    }

    private void refused(String reason) {
        fail(reason);
        side.close(reason);
    }

    void input(long length) {
        side.move(StepResult.INPUT);
        side.say(Verb.DATA, length);
        side.perform(steps -> steps.sendServiceInput(length));
    }

    @Override
    public void fail(String reason) {
        side.fail(completion, reason);
    }
}
