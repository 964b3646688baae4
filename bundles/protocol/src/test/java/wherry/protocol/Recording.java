package wherry.protocol;

import java.nio.ByteBuffer;
import java.util.List;
import wherry.api.annex.ServeMode;
import wherry.api.protocol.ServerMachine;
import wherry.api.protocol.ServerSteps;

/** A server machine whose steps are completed by the test. */
final class Recording {
    final ServerMachine machine = new P2pProtocolEngine().server(ServeMode.READ_WRITE);
    private final Recorder<ServerSteps> recorder = new Recorder<>(ServerSteps.class);

    /** Gives the machine bytes once, though it may want more calls. */
    int receive(String text) {
        ByteBuffer bytes = ByteBuffer.wrap(World.bytes(text));
        machine.receive(bytes);
        drain();
        return bytes.remaining();
    }

    Recording feed(String text) {
        if (receive(text) > 0) {
            throw new AssertionError("not taken in whole: " + text);
        }
        return this;
    }

    void complete(Object result) {
        recorder.last().with(result);
        drain();
    }

    void fail(String reason) {
        recorder.last().failed(reason);
        drain();
    }

    void drain() {
        boolean more = true;
        while (more) {
            more = machine.poll(recorder.steps());
        }
    }

    List<String> seen() {
        return recorder.seen();
    }
}
