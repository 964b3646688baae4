package wherry.daemon.dial;

import static wherry.daemon.dial.LocalFailure.local;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.Optional;
import java.util.OptionalLong;
import wherry.api.protocol.ClientSteps;
import wherry.api.protocol.Completion;
import wherry.daemon.flow.BoundedInput;
import wherry.daemon.flow.MachineSteps.Work;
import wherry.daemon.flow.OutgoingBytes;

/**
 * Turns the machine's steps into bytes to go out, which are written later and together, and into at most one piece of {@link Work} or one
 * {@link ContentStep}. Called under the machine's lock, so what may block is left to those.
 */
final class ClientWork implements ClientSteps {
    private final Connection connection;
    private final OutgoingBytes outgoing;
    private Optional<Work> next = Optional.empty();
    private Optional<ContentStep> content = Optional.empty();
    private Optional<WritableByteChannel> git = Optional.empty();
    private ByteBuffer serviceInput = ByteBuffer.allocate(0);

    /** The link, as far as steps need it. */
    interface Connection {
        /** What the peer sends next, {@code length} bytes of it. */
        BoundedInput input(long length);

        ByteBuffer takeBuffer();

        void giveBuffer(ByteBuffer buffer);

        /** Called under the machine's lock. */
        void closing(String reason);
    }

    ClientWork(Connection connection, OutgoingBytes outgoing) {
        this.connection = connection;
        this.outgoing = outgoing;
    }

    /** Takes the work that the last steps left. */
    Optional<Work> next() {
        Optional<Work> taken = next;
        next = Optional.empty();
        return taken;
    }

    /** Whether the machine waits for whoever reads or sends content. */
    boolean awaitsContent() {
        return content.isPresent();
    }

    /** Takes what the machine asks of whoever reads or sends content. */
    <S extends ContentStep> S content(Class<S> kind) {
        ContentStep taken = content.orElseThrow(() -> new IllegalStateException("the machine asks for nothing"));
        content = Optional.empty();
        return kind.cast(taken);
    }

    /** Where CONNECT leads to; stays the caller's. */
    void relayTo(WritableByteChannel out) {
        git = Optional.of(out);
    }

    /** What the machine will announce and then ask for. */
    void offerInput(ByteBuffer bytes) {
        serviceInput = bytes;
    }

    @Override
    public void transmit(ByteBuffer bytes) {
        outgoing.write(bytes);
    }

    @Override
    public void receiveContent(long length, Completion<Boolean> received) {
        content = Optional.of(new ContentStep.Announced(length, received));
    }

    @Override
    public void storeContent(boolean complete, Completion<Boolean> stored) {
        content = Optional.of(new ContentStep.Vouched(complete, stored));
    }

    @Override
    public void openContent(long offset, Completion<OptionalLong> length) {
        content = Optional.of(new ContentStep.Wanted(offset, length));
    }

    @Override
    public void sendContent(Completion<Boolean> unchanged) {
        content = Optional.of(new ContentStep.Expected(unchanged));
    }

    @Override
    public void serviceOutput(long length, Completion<Boolean> moved) {
        WritableByteChannel to = git.orElseThrow(() -> new IllegalStateException("nobody asked for a git service"));
        next = Optional.of(() -> {
            deliver(connection.input(length), to);
            return () -> moved.with(true);
        });
    }

    private void deliver(BoundedInput from, WritableByteChannel to) throws IOException {
        ByteBuffer buffer = connection.takeBuffer();
        try {
            while (from.read(buffer.clear()) >= 0) {
                buffer.flip();
                while (buffer.hasRemaining()) {
                    local(() -> to.write(buffer));
                }
            }
        } finally {
            connection.giveBuffer(buffer);
        }
    }

    @Override
    public void sendServiceInput(long length) {
        outgoing.write(serviceInput);
    }

    @Override
    public void close(String reason) {
        connection.closing(reason);
    }
}
