package wherry.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Files;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import wherry.api.annex.Key;
import wherry.api.store.Arrival;
import wherry.api.store.StoreException;

/** Content on its way into the annex: {@code annex/tmp/KEY} until it is verified. */
final class AnnexArrival implements Arrival {
    private static final Logger LOG = LoggerFactory.getLogger("wherry.store");

    private final Arrivals store;
    private final ObjectPlace place;
    private final ArrivalFile file;
    private final Transfer transfer;
    private final AnnexOptions options;
    private long promised;
    private boolean tried;
    private boolean open = true;

    /**
     * @param file owned by the arrival from now on
     * @param transfer owned by the arrival from now on
     * @param promised bytes of disk space
     */
    AnnexArrival(
            Arrivals store,
            ObjectPlace place,
            ArrivalFile file,
            Transfer transfer,
            AnnexOptions options,
            long promised) {
        this.store = store;
        this.place = place;
        this.file = file;
        this.transfer = transfer;
        this.options = options;
        this.promised = promised;
    }

    @Override
    public long offset() {
        return file.offset();
    }

    @Override
    public void receive(ReadableByteChannel source, long length, ByteBuffer buffer) throws IOException {
        tried = true;
        file.receive(source, length, buffer, this::received);
    }

    private void received(int count) throws IOException {
        settle(Math.min(count, promised));
        transfer.progress(file.offset(), place.name().key().size().orElse(0));
    }

    private void settle(long bytes) {
        promised -= bytes;
        store.settle(bytes);
    }

    @Override
    public boolean commit(boolean complete) throws StoreException {
        tried = true;
        if (!complete && file.received() == 0) {
            return false;
        }
        Key key = place.name().key();
        try {
            ArrivalFile.Verdict verdict = file.verify(options.verify() || !complete);
            if (verdict == ArrivalFile.Verdict.RIGHT) {
                if (options.force() || key.size().isEmpty()) {
                    file.force();
                }
                store.keep(file.file(), place, options.sharing());
                transfer.succeeded();
                open = false;
                return true;
            }
            LOG.warn("key={} refused: what came is not its content ({})", key, verdict);
            boolean resumable = verdict == ArrivalFile.Verdict.SHORT && !complete && file.verifiable();
            if (!resumable) {
                Files.deleteIfExists(file.file());
            }
            return false;
        } catch (IOException e) {
            throw Failures.of("cannot store the content of " + key, e);
        }
    }

    @Override
    public void close() {
        settle(promised);
        try {
            if (open) {
                file.giveUp();
            } else {
                file.close();
            }
        } catch (IOException e) {
            LOG.warn("file={} cannot be closed: {}", file.file(), e.toString());
        }
        if (open) {
            endTransfer();
            open = false;
        }
    }

    private void endTransfer() {
        if (tried) {
            transfer.failed();
        } else {
            transfer.abandoned();
        }
    }
}
