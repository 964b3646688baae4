package wherry.daemon.dial;

import static wherry.daemon.dial.LocalFailure.local;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import wherry.api.annex.AnnexUuid;
import wherry.api.peer.TransferListener;
import wherry.api.protocol.ClientSteps;
import wherry.api.protocol.Completion;
import wherry.api.store.ContentReader;
import wherry.api.store.ContentSource;
import wherry.api.store.IncomingContent;
import wherry.api.store.StoreException;
import wherry.daemon.flow.BoundedInput;
import wherry.daemon.flow.OutgoingBytes;

/**
 * Turns the machine's steps into bytes in the outbox, which are written later and together, and into at most one piece of {@link
 * Work}. Called under the machine's lock, so what may block is left to the work.
 */
final class ClientWork implements ClientSteps, AutoCloseable {
    /** Content up to this size goes out together with the lines around it. */
    private static final int SMALL_BYTES = 32 * 1024;

    private final PeerDriver peer;
    private final OutgoingBytes outgoing;
    private Optional<Work> next = Optional.empty();
    private Optional<IncomingContent> arrival = Optional.empty();
    private Optional<ContentSource> source = Optional.empty();
    private Optional<ContentReader> reader = Optional.empty();
    private TransferListener listener = TransferListener.NONE;
    private Optional<WritableByteChannel> git = Optional.empty();
    private ByteBuffer serviceInput = ByteBuffer.allocate(0);
    private List<AnnexUuid> others = List.of();
    private boolean changed;

    ClientWork(PeerDriver peer, OutgoingBytes outgoing) {
        this.peer = peer;
        this.outgoing = outgoing;
    }

    /** Takes the work that the last steps left. */
    Optional<Work> next() {
        Optional<Work> taken = next;
        next = Optional.empty();
        return taken;
    }

    /** Where GET leads to; stays the caller's. */
    void receiveInto(IncomingContent into, TransferListener told) {
        arrival = Optional.of(into);
        listener = told;
    }

    /** Where PUT comes from; stays the caller's. */
    void sendFrom(ContentSource from, TransferListener told) {
        source = Optional.of(from);
        listener = told;
    }

    /** Where CONNECT leads to; stays the caller's. */
    void relayTo(WritableByteChannel out) {
        git = Optional.of(out);
    }

    /** What the machine will announce and then ask for. */
    void offerInput(ByteBuffer bytes) {
        serviceInput = bytes;
    }

    /**
     * PUT is over.
     *
     * @throws LocalFailure if it was in vain for a reason that lies here
     */
    void finishSending(boolean delivered) throws LocalFailure {
        if (changed && !delivered) {
            throw new LocalFailure(new StoreException("the content changed while it was sent, and was not stored"));
        }
        Optional<ContentReader> sent = reader;
        if (delivered && sent.isPresent()) {
            local(() -> {
                sent.get().delivered();
                return true;
            });
        }
    }

    @Override
    public void transmit(ByteBuffer bytes) {
        outgoing.write(bytes);
    }

    @Override
    public void receiveContent(long length, Completion<Boolean> received) {
        next = Optional.of(() -> {
            receive(asked(arrival), peer.inflow(length, listener::moved));
            return () -> received.with(true);
        });
    }

    private void receive(IncomingContent into, BoundedInput from) throws IOException {
        ByteBuffer buffer = peer.takeBuffer();
        listener.at(into.offset());
        try {
            into.receive(from, from.left(), buffer);
        } catch (StoreException e) {
            throw new LocalFailure(e);
        } finally {
            peer.giveBuffer(buffer);
        }
    }

    @Override
    public void storeContent(boolean complete, Completion<Boolean> stored) {
        next = Optional.of(() -> {
            boolean kept = local(() -> asked(arrival).commit(complete));
            return () -> stored.with(kept);
        });
    }

    @Override
    public void openContent(long offset, Completion<OptionalLong> length) {
        next = Optional.of(() -> {
            Optional<ContentReader> opened = local(() -> asked(source).open(offset));
            listener.at(offset);
            reader = opened;
            OptionalLong left =
                    opened.isPresent() ? OptionalLong.of(opened.get().length()) : OptionalLong.empty();
            return () -> length.with(left);
        });
    }

    @Override
    public void sendContent(Completion<Boolean> unchanged) {
        next = Optional.of(() -> {
            boolean same = send(asked(reader));
            changed = !same;
            return () -> unchanged.with(same);
        });
    }

    private boolean send(ContentReader from) throws IOException {
        try {
            if (from.length() <= SMALL_BYTES) {
                from.sendTo(outgoing, listener::moved);
            } else {
                outgoing.flush();
                from.sendTo(peer.channel(), this::sent);
            }
            return from.unchanged();
        } catch (StoreException e) {
            throw new LocalFailure(e);
        }
    }

    private void sent(long count) {
        peer.silence().progress();
        listener.moved(count);
    }

    @Override
    public void serviceOutput(long length, Completion<Boolean> moved) {
        next = Optional.of(() -> {
            deliver(peer.inflow(length, count -> {}), asked(git));
            return () -> moved.with(true);
        });
    }

    private void deliver(BoundedInput from, WritableByteChannel to) throws IOException {
        ByteBuffer buffer = peer.takeBuffer();
        try {
            while (from.read(buffer.clear()) >= 0) {
                buffer.flip();
                while (buffer.hasRemaining()) {
                    local(() -> to.write(buffer));
                }
                peer.silence().progress();
            }
        } finally {
            peer.giveBuffer(buffer);
        }
    }

    @Override
    public void sendServiceInput(long length) {
        outgoing.write(serviceInput);
    }

    @Override
    public void others(List<AnnexUuid> uuids) {
        others = uuids;
    }

    /** Which repositories the answer to this operation named beside the peer. */
    List<AnnexUuid> others() {
        return others;
    }

    /** An operation begins that may name others. */
    void forgetOthers() {
        others = List.of();
    }

    @Override
    public void close(String reason) {
        peer.closing(reason);
    }

    private static <T> T asked(Optional<T> resource) {
        return resource.orElseThrow(() -> new IllegalStateException("the machine asked for what nobody gave"));
    }

    /** An operation is over: closes what it opened here and forgets what was the caller's. */
    @Override
    public void close() {
        reader.ifPresent(ContentReader::close);
        reader = Optional.empty();
        arrival = Optional.empty();
        source = Optional.empty();
        listener = TransferListener.NONE;
        changed = false;
    }
}
