package wherry.daemon.serve;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import wherry.api.annex.AnnexUuid;
import wherry.api.annex.AssociatedFile;
import wherry.api.annex.Key;
import wherry.api.content.Content;
import wherry.api.content.ContentAnswer;
import wherry.api.content.ContentBusyException;
import wherry.api.content.ContentLock;
import wherry.api.content.ContentOffer;
import wherry.api.content.ContentReader;
import wherry.api.content.IncomingContent;
import wherry.api.link.Link;
import wherry.api.link.Traffic;
import wherry.api.protocol.PutOffer;
import wherry.api.serving.Served;
import wherry.daemon.flow.BoundedInput;
import wherry.daemon.flow.ContentCounters;
import wherry.daemon.flow.MinimumRate;
import wherry.daemon.flow.OutgoingBytes;
import wherry.daemon.limit.Claimant;
import wherry.daemon.limit.Resource;
import wherry.daemon.limit.Share;

/** Moves and locks content for one peer: what is open here belongs to its connection. Used by one thread. */
final class ContentWork implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger("wherry.daemon.serve");

    /** Content up to this size goes out together with the lines around it. */
    private static final int SMALL_BYTES = 32 * 1024;

    /** SOURCE: git-annex promises a lock for so long, whatever becomes of the connection. */
    private static final Duration RETENTION = Duration.ofMinutes(10);

    private Served served;
    private final Link link;
    private final Traffic traffic;
    private final ContentCounters counters;
    private final OutgoingBytes outgoing;
    private final ServerResources resources;
    private final Supplier<Claimant> peer;
    private final MinimumRate sending;
    private final MinimumRate receiving;
    private Content content;
    private Optional<ContentReader> reader = Optional.empty();
    private Optional<IncomingContent> incoming = Optional.empty();
    private Optional<UnfinishedPut> unfinished = Optional.empty();
    private Optional<ContentLock> lock = Optional.empty();
    private Share lockShare = () -> {};
    private boolean busy;

    /**
     * Nothing is open yet.
     *
     * @param peer on whose behalf
     * @param sending the pace that the peer must keep while it is written to
     */
    ContentWork(
            Served served,
            Link link,
            Traffic traffic,
            OutgoingBytes outgoing,
            ServerResources resources,
            Supplier<Claimant> peer,
            MinimumRate sending) {
        this.served = served;
        this.content = served.content(List.of());
        this.link = link;
        this.traffic = traffic;
        this.counters = resources.counters();
        this.outgoing = outgoing;
        this.resources = resources;
        this.peer = peer;
        this.sending = sending;
        this.receiving =
                new MinimumRate(resources.deadlines(), resources.pacing().transfer(), this::tooSlow);
    }

    private void tooSlow() {
        LOG.info("link cut, an upload does not come peer={}", link.remote());
        link.close();
    }

    /** What the peer is let in to: instead of what it might have meant. */
    void serve(Served now) {
        served = now;
        content = now.content(List.of());
    }

    /** Leaves out repositories that the peer asks itself. Does not block. */
    void bypass(List<AnnexUuid> uuids) {
        content = served.content(uuids);
    }

    boolean present(Key key) throws IOException {
        return content.present(key);
    }

    ContentAnswer remove(Key key, OptionalLong before) throws IOException {
        return content.remove(key, before);
    }

    long timestamp() throws IOException {
        return content.timestamp();
    }

    OptionalLong open(Key key, AssociatedFile file, AnnexUuid uuid, long offset) throws IOException {
        reader = content.read(key, file, uuid, offset);
        return reader.isPresent() ? OptionalLong.of(reader.get().length()) : OptionalLong.empty();
    }

    /**
     * Sends the opened content.
     *
     * @return whether it is unchanged
     */
    boolean send() throws IOException {
        ContentReader open = opened(reader);
        if (open.length() <= SMALL_BYTES && hasRoom((int) open.length())) {
            open.sendTo(outgoing, counters.sentBytes()::add);
        } else {
            outgoing.flush();
            sendDirectly(open);
        }
        return open.unchanged();
    }

    private boolean hasRoom(int bytes) throws IOException {
        if (outgoing.makeRoom(bytes)) {
            return true;
        }
        outgoing.flush();
        return outgoing.makeRoom(bytes);
    }

    private void sendDirectly(ContentReader open) throws IOException {
        sending.begin();
        try {
            open.sendTo(link.channel(), this::sent);
        } finally {
            sending.end();
        }
    }

    private void sent(long bytes) {
        sending.moved(bytes);
        traffic.sent().add(bytes);
        counters.sentBytes().add(bytes);
    }

    void finishSending(boolean delivered) {
        try (ContentReader open = opened(reader)) {
            reader = Optional.empty();
            if (delivered) {
                counters.sent().increment();
                open.delivered();
            }
        } catch (IOException e) {
            LOG.warn("what became of content cannot be told peer={}", link.remote(), e);
        }
    }

    /**
     * Gets ready to receive. Content that another connection brings just now is not wanted twice: its sender is asked for what
     * follows its end, and then told that nothing was stored, so that it may try again later.
     */
    PutOffer prepare(Key key, AssociatedFile file, AnnexUuid uuid) throws IOException {
        UnfinishedPut claimed = new UnfinishedPut(resources.shares(), peer.get(), receiving);
        unfinished = Optional.of(claimed);
        boolean coming = false;
        try {
            PutOffer offer = offer(key, file, uuid);
            if (offer.offset().isPresent() && served.folder().isPresent()) {
                claimed.reserve(
                        Math.max(0, key.size().orElse(0) - offer.offset().getAsLong()),
                        served.folder().get());
            }
            coming = offer.offset().isPresent();
            return offer;
        } finally {
            if (!coming) {
                abandon();
            }
        }
    }

    private PutOffer offer(Key key, AssociatedFile file, AnnexUuid uuid) throws IOException {
        try {
            busy = false;
            ContentOffer offer = content.receive(key, file, uuid);
            incoming = offer.incoming();
            return new PutOffer(
                    incoming.isPresent() ? OptionalLong.of(incoming.get().offset()) : OptionalLong.empty(),
                    offer.others());
        } catch (ContentBusyException e) {
            LOG.info("content is being received already peer={} key={}", uuid, key);
            busy = true;
            return PutOffer.from(key.size().orElse(0));
        }
    }

    /** Bytes of an upload have come. */
    void moved(long bytes) {
        receiving.moved(bytes);
        counters.receivedBytes().add(bytes);
    }

    /**
     * Receives content.
     *
     * @return false if the store could not take it, though all of it was read
     * @throws IOException if the link failed
     */
    boolean receive(BoundedInput source) throws IOException {
        ByteBuffer buffer = resources.content().take();
        try {
            boolean taken = busy || take(source, buffer);
            source.skip(buffer);
            return taken;
        } finally {
            resources.content().give(buffer);
        }
    }

    private boolean take(BoundedInput source, ByteBuffer buffer) throws IOException {
        Optional<WritableByteChannel> target = kept(() -> opened(incoming).begin(source.left()));
        return target.isPresent() && take(source, buffer, target.get());
    }

    private boolean take(BoundedInput source, ByteBuffer buffer, WritableByteChannel target) throws IOException {
        boolean taken = true;
        while (taken && source.read(buffer.clear()) >= 0) {
            buffer.flip();
            taken = kept(() -> writeAll(target, buffer)).isPresent();
        }
        return taken;
    }

    private static boolean writeAll(WritableByteChannel target, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            target.write(bytes);
        }
        return true;
    }

    /** Something that content is to do with what comes. */
    @FunctionalInterface
    private interface Keeping<T> {
        T run() throws IOException;
    }

    /** Empty if content cannot be kept, which is none of the link's faults. */
    private <T> Optional<T> kept(Keeping<T> keeping) {
        try {
            return Optional.of(keeping.run());
        } catch (IOException e) {
            LOG.warn("content cannot be written peer={}", link.remote(), e);
            return Optional.empty();
        }
    }

    ContentAnswer keep(boolean complete) throws IOException {
        unfinished.ifPresent(UnfinishedPut::arrived);
        try {
            ContentAnswer answer = busy ? ContentAnswer.NO : opened(incoming).commit(complete);
            if (answer.done()) {
                counters.received().increment();
            }
            return answer;
        } finally {
            abandon();
        }
    }

    void abandon() {
        incoming.ifPresent(IncomingContent::close);
        incoming = Optional.empty();
        unfinished.ifPresent(UnfinishedPut::close);
        unfinished = Optional.empty();
    }

    boolean lock(Key key) throws IOException {
        lockShare = resources.shares().claim(Resource.LOCKS, peer.get(), 1);
        try {
            lock = content.lock(key);
        } finally {
            if (lock.isEmpty()) {
                lockShare.close();
            }
        }
        return lock.isPresent();
    }

    void unlock() {
        try {
            opened(lock).release();
        } catch (IOException e) {
            LOG.warn("a lock cannot be released, content stays locked for ten minutes peer={}", link.remote(), e);
        }
        lock = Optional.empty();
        lockShare.close();
    }

    private static <T> T opened(Optional<T> resource) {
        return resource.orElseThrow(() -> new IllegalStateException("the machine asked for what was not opened"));
    }

    /** The connection has ended: a lock keeps its retention, what has arrived stays for resuming. */
    @Override
    public void close() {
        if (lock.isPresent()) {
            lock.get().close();
            resources.deadlines().after(RETENTION, lockShare::close);
        }
        abandon();
        reader.ifPresent(ContentReader::close);
        lock = Optional.empty();
        reader = Optional.empty();
        receiving.close();
    }
}
