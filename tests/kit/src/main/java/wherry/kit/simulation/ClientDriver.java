package wherry.kit.simulation;

import java.nio.ByteBuffer;
import java.util.function.Consumer;
import wherry.api.peer.PeerException;
import wherry.api.peer.RemoteProtocolException;
import wherry.api.peer.UnreachableException;
import wherry.api.protocol.ClientMachine;
import wherry.api.protocol.Completion;
import wherry.kit.Answer;

/** Moves bytes between a client machine and a virtual link, on a simulated thread that waits for what the peer says. */
final class ClientDriver {
    private static final int BYTES = 8 * 1024;

    private final ClientMachine machine;
    private final LinkInput input;
    private final ByteBuffer read = ByteBuffer.allocate(BYTES).limit(0);
    private final TransferSteps steps;
    private boolean ended;

    ClientDriver(ClientMachine machine, LinkEnd link, LinkInput input) {
        this.machine = machine;
        this.input = input;
        this.steps = new TransferSteps(link, this::content);
    }

    ClientMachine machine() {
        return machine;
    }

    TransferSteps steps() {
        return steps;
    }

    /** Asks the peer, and waits for the answer. */
    <T> T ask(Consumer<Completion<T>> question) throws PeerException {
        Answer<T> answer = new Answer<>();
        tell(() -> question.accept(answer));
        while (!answer.isThere()) {
            if (input.fill(read)) {
                tell(() -> {});
            } else {
                ended = true;
                tell(machine::end);
            }
        }
        if (answer.result().isPresent()) {
            return answer.result().get();
        }
        String why = answer.reason().orElse("");
        throw ended ? new UnreachableException(why) : new RemoteProtocolException(why);
    }

    /** Changes the machine, and does what follows. */
    void tell(Runnable mutation) {
        mutation.run();
        poll();
        int before = -1;
        while (read.hasRemaining() && read.remaining() != before) {
            before = read.remaining();
            machine.receive(read);
            poll();
        }
    }

    private void poll() {
        boolean more = true;
        while (more) {
            more = machine.poll(steps);
        }
    }

    /** The next bytes that are not for the machine: first what it left, then what comes. */
    private int content(ByteBuffer into) throws PeerException {
        if (!read.hasRemaining() && !input.fill(read)) {
            ended = true;
            return -1;
        }
        int count = Math.min(read.remaining(), into.remaining());
        into.put(read.slice(read.position(), count));
        read.position(read.position() + count);
        return count;
    }
}
