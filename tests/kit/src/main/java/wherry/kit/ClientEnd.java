package wherry.kit;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import wherry.api.annex.Key;
import wherry.api.protocol.ClientMachine;
import wherry.api.protocol.ClientSteps;
import wherry.api.protocol.Completion;

/**
 * Drives a client machine with a {@link MemoryStore}, without threads: bytes are fed, what it writes is taken. Keeps the law of
 * {@link ClientMachine} to the letter.
 */
public final class ClientEnd implements ClientSteps {
    private static final String CUT = "the link ended within content";

    private final ClientMachine machine;
    private final MemoryStore store;
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final ByteArrayOutputStream serviceOutput = new ByteArrayOutputStream();
    private final Inbox inbox = new Inbox();
    private final Arriving arriving;
    private byte[] sending = new byte[0];
    private byte[] serviceInput = new byte[0];
    private Optional<String> failure = Optional.empty();
    private Optional<String> closed = Optional.empty();

    /**
     * Joins a new machine with a store.
     *
     * @param machine of its own
     * @param store may be shared with others
     */
    public ClientEnd(ClientMachine machine, MemoryStore store) {
        this.machine = machine;
        this.store = store;
        this.arriving = new Arriving(store);
    }

    /**
     * Tells the machine something.
     *
     * @param mutation calls one method that changes it
     */
    public void tell(Consumer<ClientMachine> mutation) {
        mutation.accept(machine);
        drain();
    }

    /**
     * Says which content the next get or put is about.
     *
     * @param wanted key of it
     * @return how many bytes of it have come before
     */
    public long about(Key wanted) {
        return arriving.begin(wanted);
    }

    /**
     * From now on every step that can fail does.
     *
     * @param reason told to the machine
     */
    public void failWith(String reason) {
        failure = Optional.of(reason);
    }

    /**
     * Bytes from the peer.
     *
     * @param bytes as they come
     */
    public void feed(byte[] bytes) {
        inbox.add(bytes);
        drain();
        inbox.pump(machine::receive, this::drain);
    }

    /** The peer's end of stream. */
    public void end() {
        inbox.cut();
        drain();
        machine.end();
        drain();
    }

    /**
     * Git writes to the service.
     *
     * @param bytes not empty
     */
    public void gitWrites(byte[] bytes) {
        serviceInput = bytes.clone();
        machine.serviceInput(bytes.length);
        drain();
    }

    /**
     * What was written to the peer.
     *
     * @return all since the last call
     */
    public byte[] written() {
        byte[] bytes = written.toByteArray();
        written.reset();
        return bytes;
    }

    /**
     * What git was given.
     *
     * @return all of it
     */
    public byte[] serviceOutput() {
        return serviceOutput.toByteArray();
    }

    /**
     * Why the machine has closed the link.
     *
     * @return empty while it is open
     */
    public Optional<String> closed() {
        return closed;
    }

    private void drain() {
        boolean more = true;
        while (more) {
            more = machine.poll(this);
        }
    }

    @Override
    public void transmit(ByteBuffer bytes) {
        if (closed.isPresent()) {
            throw new AssertionError("bytes after close");
        }
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        written.writeBytes(copy);
    }

    @Override
    public void receiveContent(long length, Completion<Boolean> received) {
        Consumer<byte[]> done = bytes -> {
            arriving.add(bytes);
            received.with(failure.isEmpty());
        };
        inbox.expect(length, done, () -> {
            arriving.add(inbox.movedSoFar());
            arriving.keep();
            received.failed(CUT);
        });
    }

    @Override
    public void storeContent(boolean complete, Completion<Boolean> stored) {
        stored.with(arriving.store(complete));
    }

    @Override
    public void openContent(long offset, Completion<OptionalLong> length) {
        Optional<byte[]> content = store.contentFrom(arriving.key(), offset);
        sending = content.orElse(new byte[0]);
        length.with(content.isPresent() ? OptionalLong.of(sending.length) : OptionalLong.empty());
    }

    @Override
    public void sendContent(Completion<Boolean> unchanged) {
        if (failure.isPresent()) {
            unchanged.failed(failure.get());
        } else {
            written.writeBytes(sending);
            unchanged.with(true);
        }
    }

    @Override
    public void serviceOutput(long length, Completion<Boolean> moved) {
        Consumer<byte[]> done = bytes -> {
            serviceOutput.writeBytes(bytes);
            moved.with(true);
        };
        inbox.expect(length, done, () -> moved.failed(CUT));
    }

    @Override
    public void sendServiceInput(long length) {
        if (length != serviceInput.length) {
            throw new AssertionError("announced " + serviceInput.length + ", to be sent " + length);
        }
        written.writeBytes(serviceInput);
    }

    @Override
    public void close(String reason) {
        if (closed.isPresent()) {
            throw new AssertionError("closed twice");
        }
        closed = Optional.of(reason);
    }
}
