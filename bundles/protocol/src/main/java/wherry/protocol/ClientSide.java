package wherry.protocol;

import java.util.function.Consumer;
import wherry.api.protocol.ClientSteps;
import wherry.api.protocol.Completion;

/** What the operations of one client share. */
final class ClientSide {
    private final Machine<ClientState, ClientSteps> machine;
    private long version;
    private long offered = ProtocolVersions.HIGHEST;

    ClientSide(Machine<ClientState, ClientSteps> machine) {
        this.machine = machine;
    }

    boolean speaks(int wanted) {
        return version >= wanted;
    }

    /** A peer that answers with more than was offered is taken at what was offered. */
    int agreeOn(long answered) {
        version = Math.max(0, Math.min(answered, offered));
        return (int) version;
    }

    /** Offers no more than this from now on. */
    void offer(int highest) {
        offered = Math.max(0, Math.min(highest, ProtocolVersions.HIGHEST));
    }

    long offered() {
        return offered;
    }

    void move(StepResult outcome) {
        machine.move(outcome);
    }

    void say(Verb verb, Object... values) {
        machine.transmit(Message.of(verb, values));
    }

    void sayError(String reason) {
        machine.transmit(Message.error(reason));
    }

    void perform(Consumer<ClientSteps> step) {
        machine.perform(step);
    }

    <R> Completion<R> awaiting(Consumer<R> onResult, Consumer<String> onFailure) {
        return machine.awaiting(onResult, onFailure);
    }

    /** Tells who asked, after the steps that go before. */
    <R> void complete(Completion<R> completion, R result) {
        machine.perform(steps -> completion.with(result));
    }

    void fail(Completion<?> completion, String reason) {
        machine.perform(steps -> completion.failed(reason));
    }

    void close(String reason) {
        machine.perform(steps -> steps.close(reason));
    }
}
