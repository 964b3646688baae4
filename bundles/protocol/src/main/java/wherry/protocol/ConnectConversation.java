package wherry.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import wherry.api.peer.GitService;
import wherry.api.protocol.ServerSteps;

/** CONNECT: a git service's bytes go both ways in any order. There is no way back to the command loop. */
final class ConnectConversation implements ServerConversation {
    private static final int FAILED = 1;

    private final ServerSide side;

    ConnectConversation(ServerSide side) {
        this.side = side;
    }

    void begin(GitService service) {
        Optional<String> refusal =
                service == GitService.RECEIVE_PACK ? side.rights().refusalOfPush() : Optional.empty();
        if (refusal.isPresent()) {
            refused(refusal.get());
        } else {
            side.perform(steps -> steps.startService(service, side.awaiting(this::decided, this::refused)));
        }
    }

    private void decided(boolean started) {
        if (started) {
            side.move(StepResult.STARTED);
        } else {
            refused("the service cannot be started");
        }
    }

    /** SOURCE: an ERROR here leaves git at the peer's end waiting for ever; it does read a pkt-line that says ERR. */
    private void refused(String reason) {
        side.move(StepResult.REFUSED);
        byte[] line = errorPacket(reason);
        side.say(Verb.DATA, (long) line.length);
        side.sayBytes(line);
        finish(FAILED, "git service refused: " + reason);
    }

    private static byte[] errorPacket(String reason) {
        String text = "ERR " + PlainText.toWire(reason);
        return String.format("%04x%s", 4 + text.length(), text).getBytes(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void take(Message message) {
        if (message.verb() == Verb.DATA) {
            feed(message.number());
        } else {
            side.perform(ServerSteps::stopService);
            finish(message.number(), "the peer has ended the git service");
        }
    }

    private void feed(long length) {
        if (length == 0) {
            side.move(StepResult.MOVED);
        } else {
            side.perform(steps ->
                    steps.serviceInput(length, side.awaiting(moved -> side.move(StepResult.MOVED), this::cutShort)));
        }
    }

    private void cutShort(String reason) {
        side.move(StepResult.BROKEN);
        side.perform(ServerSteps::stopService);
        side.close(reason);
    }

    @Override
    public void refuse(boolean understood) {
        side.perform(ServerSteps::stopService);
        side.sayError("expected DATA or CONNECTDONE");
        finish(FAILED, "the peer broke the rules while a git service ran");
    }

    @Override
    public void end() {
        side.perform(ServerSteps::stopService);
        sayDone(FAILED);
    }

    void output(long length) {
        side.move(StepResult.OUTPUT);
        side.say(Verb.DATA, length);
        side.perform(steps -> steps.sendServiceOutput(length));
    }

    void exited(int exitCode) {
        side.move(StepResult.EXITED);
        finish(exitCode, "the git service has ended");
    }

    private void finish(long exitCode, String reason) {
        sayDone(exitCode);
        side.close(reason);
    }

    /** SOURCE: git-annex says it twice. */
    private void sayDone(long exitCode) {
        side.say(Verb.CONNECTDONE, exitCode);
        side.say(Verb.CONNECTDONE, exitCode);
    }
}
