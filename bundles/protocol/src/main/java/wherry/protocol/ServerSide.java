package wherry.protocol;

import java.util.function.Consumer;
import wherry.api.protocol.Completion;
import wherry.api.protocol.ServerSteps;

/** What the conversations of one server share. */
final class ServerSide {
    private final Machine<ServerState, ServerSteps> machine;
    private Rights rights;
    private long version;

    ServerSide(Machine<ServerState, ServerSteps> machine, Rights rights) {
        this.machine = machine;
        this.rights = rights;
    }

    Rights rights() {
        return rights;
    }

    void permit(Rights now) {
        rights = now;
    }

    ServerState state() {
        return machine.state();
    }

    boolean speaks(int wanted) {
        return version >= wanted;
    }

    /** What the peer offers, or less. */
    long agreeOn(long offered) {
        version = Math.min(offered, ProtocolVersions.HIGHEST);
        return version;
    }

    void move(StepResult outcome) {
        machine.move(outcome);
    }

    void say(Verb verb, Object... values) {
        machine.transmit(Message.of(verb, values));
    }

    void say(Message message) {
        machine.transmit(message);
    }

    void sayBytes(byte[] bytes) {
        machine.transmit(bytes);
    }

    void sayError(String reason) {
        machine.transmit(Message.error(reason));
    }

    void sayRefusal(boolean understood) {
        sayError(understood ? "unexpected command" : "unknown command");
    }

    void perform(Consumer<ServerSteps> step) {
        machine.perform(step);
    }

    <R> Completion<R> awaiting(Consumer<R> onResult, Consumer<String> onFailure) {
        return machine.awaiting(onResult, onFailure);
    }

    void close(String reason) {
        machine.perform(steps -> steps.close(reason));
    }
}
