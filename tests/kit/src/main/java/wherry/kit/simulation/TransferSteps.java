package wherry.kit.simulation;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.Optional;
import java.util.OptionalLong;
import wherry.api.content.ContentReader;
import wherry.api.content.ContentSource;
import wherry.api.content.IncomingContent;
import wherry.api.content.TransferListener;
import wherry.api.protocol.ClientSteps;
import wherry.api.protocol.Completion;

/** What a client machine asks for, done at once, on a simulated thread. */
final class TransferSteps implements ClientSteps {
    private static final int BYTES = 8 * 1024;

    private final LinkEnd link;
    private final Source content;
    private Optional<IncomingContent> arrival = Optional.empty();
    private Optional<ContentSource> source = Optional.empty();
    private Optional<ContentReader> reader = Optional.empty();
    private TransferListener listener = TransferListener.NONE;

    /** Where content comes from. */
    @FunctionalInterface
    interface Source {
        /** Puts in as much as there is; negative at the end. */
        int read(ByteBuffer into) throws IOException;
    }

    TransferSteps(LinkEnd link, Source content) {
        this.link = link;
        this.content = content;
    }

    void receiveInto(IncomingContent into, TransferListener told) {
        arrival = Optional.of(into);
        listener = told;
    }

    void sendFrom(ContentSource from, TransferListener told) {
        source = Optional.of(from);
        listener = told;
    }

    @Override
    public void transmit(ByteBuffer bytes) {
        int unused = send(bytes);
    }

    private int send(ByteBuffer bytes) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        link.write(copy);
        return copy.length;
    }

    @Override
    public void receiveContent(long length, Completion<Boolean> received) {
        perform(received, () -> {
            IncomingContent into = arrival.orElseThrow();
            listener.at(into.offset());
            copy(length, into.begin(length));
            return true;
        });
    }

    private void copy(long length, WritableByteChannel to) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(BYTES);
        long missing = length;
        while (missing > 0) {
            buffer.clear().limit((int) Math.min(BYTES, missing));
            if (content.read(buffer) < 0) {
                throw new EOFException("the link ended within content");
            }
            missing -= buffer.position();
            listener.moved(buffer.position());
            to.write(buffer.flip());
        }
    }

    @Override
    public void storeContent(boolean complete, Completion<Boolean> stored) {
        perform(stored, () -> arrival.orElseThrow().commit(complete).done());
    }

    @Override
    public void openContent(long offset, Completion<OptionalLong> length) {
        perform(length, () -> {
            reader = source.orElseThrow().open(offset);
            listener.at(offset);
            return reader.isPresent() ? OptionalLong.of(reader.get().length()) : OptionalLong.empty();
        });
    }

    @Override
    public void sendContent(Completion<Boolean> unchanged) {
        perform(unchanged, () -> {
            ContentReader from = reader.orElseThrow();
            from.sendTo(new Output(), listener::moved);
            return from.unchanged();
        });
    }

    private interface Work<T> {
        T run() throws IOException;
    }

    private static <T> void perform(Completion<T> completion, Work<T> work) {
        T result;
        try {
            result = work.run();
        } catch (IOException e) {
            completion.failed(String.valueOf(e.getMessage()));
            return;
        }
        completion.with(result);
    }

    @Override
    public void serviceOutput(long length, Completion<Boolean> moved) {
        throw new IllegalStateException("nobody relays git here");
    }

    @Override
    public void sendServiceInput(long length) {
        throw new IllegalStateException("nobody relays git here");
    }

    @Override
    public void close(String reason) {
        link.close();
    }

    private final class Output implements WritableByteChannel {
        @Override
        public int write(ByteBuffer bytes) {
            return send(bytes);
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {}
    }
}
