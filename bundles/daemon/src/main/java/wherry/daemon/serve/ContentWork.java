package wherry.daemon.serve;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import wherry.api.annex.AnnexUuid;
import wherry.api.annex.AssociatedFile;
import wherry.api.annex.Key;
import wherry.api.link.Link;
import wherry.api.store.ContentBusyException;
import wherry.api.store.ContentLock;
import wherry.api.store.ContentReader;
import wherry.api.store.ContentStore;
import wherry.api.store.IncomingContent;
import wherry.api.store.Repository;
import wherry.api.store.StoreException;
import wherry.daemon.flow.BoundedInput;
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

    private final Path folder;
    private final ContentStore store;
    private final Link link;
    private final OutgoingBytes outgoing;
    private final ServerResources resources;
    private final Supplier<Claimant> peer;
    private final MinimumRate sending;
    private final MinimumRate receiving;
    private Optional<ContentReader> reader = Optional.empty();
    private Optional<IncomingContent> arrival = Optional.empty();
    private Optional<UnfinishedPut> upload = Optional.empty();
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
            Repository repository,
            Link link,
            OutgoingBytes outgoing,
            ServerResources resources,
            Supplier<Claimant> peer,
            MinimumRate sending) {
        this.folder = repository.gitDirectory();
        this.store = repository.content();
        this.link = link;
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

    OptionalLong open(Key key, AssociatedFile file, AnnexUuid uuid, long offset) throws StoreException {
        reader = store.read(key, file, uuid, offset);
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
            open.sendTo(outgoing, count -> {});
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
            open.sendTo(link.channel(), sending::moved);
        } finally {
            sending.end();
        }
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
    Optional<Long> prepare(Key key, AssociatedFile file, AnnexUuid uuid) throws IOException {
        UnfinishedPut claimed = new UnfinishedPut(resources.shares(), peer.get(), receiving);
        upload = Optional.of(claimed);
        boolean coming = false;
        try {
            Optional<Long> offset = receive(key, file, uuid);
            if (offset.isPresent()) {
                claimed.reserve(Math.max(0, key.size().orElse(0) - offset.get()), folder);
            }
            coming = offset.isPresent();
            return offset;
        } finally {
            if (!coming) {
                abandon();
            }
        }
    }

    private Optional<Long> receive(Key key, AssociatedFile file, AnnexUuid uuid) throws StoreException {
        try {
            busy = false;
            arrival = store.receive(key, file, uuid);
            return arrival.map(IncomingContent::offset);
        } catch (ContentBusyException e) {
            LOG.info("content is being received already peer={} key={}", uuid, key);
            busy = true;
            return Optional.of(key.size().orElse(0));
        }
    }

    /** Bytes of an upload have come. */
    void moved(long bytes) {
        receiving.moved(bytes);
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
            resources.content().give(buffer);
        }
    }

    boolean keep(boolean complete) throws StoreException {
        upload.ifPresent(UnfinishedPut::arrived);
        try {
            return !busy && opened(arrival).commit(complete);
        } finally {
            abandon();
        }
    }

    void abandon() {
        arrival.ifPresent(IncomingContent::close);
        arrival = Optional.empty();
        upload.ifPresent(UnfinishedPut::close);
        upload = Optional.empty();
    }

    boolean lock(Key key) throws IOException {
        lockShare = resources.shares().claim(Resource.LOCKS, peer.get(), 1);
        try {
            lock = store.lock(key);
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
        } catch (StoreException e) {
            LOG.warn("lock files cannot be removed, content stays locked for ten minutes peer={}", link.remote(), e);
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
