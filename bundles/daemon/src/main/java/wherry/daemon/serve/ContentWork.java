package wherry.daemon.serve;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import wherry.api.annex.AnnexUuid;
import wherry.api.annex.AssociatedFile;
import wherry.api.annex.Key;
import wherry.api.link.Link;
import wherry.api.store.Arrival;
import wherry.api.store.ContentBusyException;
import wherry.api.store.ContentLock;
import wherry.api.store.ContentReader;
import wherry.api.store.ContentStore;
import wherry.api.store.StoreException;
import wherry.daemon.flow.Buffers;
import wherry.daemon.flow.Inflow;
import wherry.daemon.flow.Outbox;

/** Moves and locks content for one peer: what is open here belongs to its connection. Used by one thread. */
final class ContentWork implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger("wherry.daemon.serve");

    /** Content up to this size goes out together with the lines around it. */
    private static final int SMALL_BYTES = 32 * 1024;

    private final ContentStore store;
    private final Link link;
    private final Outbox outbox;
    private final Buffers buffers;
    private Optional<ContentReader> reader = Optional.empty();
    private Optional<Arrival> arrival = Optional.empty();
    private Optional<ContentLock> lock = Optional.empty();
    private boolean busy;

    ContentWork(ContentStore store, Link link, Outbox outbox, Buffers buffers) {
        this.store = store;
        this.link = link;
        this.outbox = outbox;
        this.buffers = buffers;
    }

    OptionalLong open(Key key, AssociatedFile file, AnnexUuid peer, long offset) throws StoreException {
        reader = store.read(key, file, peer, offset);
        return reader.isPresent() ? OptionalLong.of(reader.get().length()) : OptionalLong.empty();
    }

    /**
     * Sends the opened content.
     *
     * @return whether it is unchanged
     */
    boolean send() throws IOException {
        ContentReader open = opened(reader);
        if (open.length() <= SMALL_BYTES) {
            open.sendTo(outbox, count -> {});
        } else {
            outbox.flush();
            open.sendTo(link.channel(), count -> {});
        }
        return open.unchanged();
    }

    void finishSending(boolean delivered) {
        try (ContentReader open = opened(reader)) {
            reader = Optional.empty();
            if (delivered) {
                open.delivered();
            }
        } catch (StoreException e) {
            LOG.warn("transfer log cannot be written peer={}", link.remote(), e);
        }
    }

    /**
     * Gets ready to receive. Content that another connection brings just now is not wanted twice: its sender is asked for what
     * follows its end, and then told that nothing was stored, so that it may try again later.
     */
    Optional<Long> prepare(Key key, AssociatedFile file, AnnexUuid peer) throws StoreException {
        try {
            busy = false;
            arrival = store.receive(key, file, peer);
            return arrival.map(Arrival::offset);
        } catch (ContentBusyException e) {
            LOG.info("content is being received already peer={} key={}", peer, key);
            busy = true;
            return Optional.of(key.size().orElse(0));
        }
    }

    /**
     * Receives content.
     *
     * @return false if the store could not take it, though all of it was read
     * @throws IOException if the link failed
     */
    boolean receive(Inflow source) throws IOException {
        ByteBuffer buffer = buffers.take();
        try {
            if (busy) {
                source.skip(buffer);
                return true;
            }
            opened(arrival).receive(source, source.left(), buffer);
            return true;
        } catch (StoreException e) {
            LOG.warn("content cannot be written peer={}", link.remote(), e);
            source.skip(buffer);
            return false;
        } finally {
            buffers.give(buffer);
        }
    }

    boolean keep(boolean complete) throws StoreException {
        if (busy) {
            return false;
        }
        try (Arrival open = opened(arrival)) {
            arrival = Optional.empty();
            return open.commit(complete);
        }
    }

    void abandon() {
        arrival.ifPresent(Arrival::close);
        arrival = Optional.empty();
    }

    boolean lock(Key key) throws StoreException {
        lock = store.lock(key);
        return lock.isPresent();
    }

    void unlock() {
        try {
            opened(lock).release();
        } catch (StoreException e) {
            LOG.warn("lock files cannot be removed, content stays locked for ten minutes peer={}", link.remote(), e);
        }
        lock = Optional.empty();
    }

    private static <T> T opened(Optional<T> resource) {
        return resource.orElseThrow(() -> new IllegalStateException("the machine asked for what was not opened"));
    }

    /** The connection has ended: a lock keeps its retention, what has arrived stays for resuming. */
    @Override
    public void close() {
        lock.ifPresent(ContentLock::close);
        arrival.ifPresent(Arrival::close);
        reader.ifPresent(ContentReader::close);
        lock = Optional.empty();
        arrival = Optional.empty();
        reader = Optional.empty();
    }
}
