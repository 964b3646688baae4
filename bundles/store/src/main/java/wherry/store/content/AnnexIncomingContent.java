package wherry.store.content;

import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import wherry.api.annex.Key;
import wherry.api.annex.StoreException;
import wherry.api.content.ContentAnswer;
import wherry.api.content.IncomingContent;
import wherry.store.file.StoreFailures;
import wherry.store.format.ObjectPlace;
import wherry.store.transfer.Transfer;

/** Content on its way into the annex: {@code annex/tmp/KEY} until it is verified. */
final class AnnexIncomingContent implements IncomingContent {
    private static final Logger LOG = LoggerFactory.getLogger("wherry.store");

    private final ContentIntake store;
    private final ObjectPlace place;
    private final IncomingFile file;
    private final Transfer transfer;
    private final AnnexOptions options;
    private final DiskSpace.Watch space;
    private long promised;
    private boolean tried;
    private boolean open = true;

    /**
     * @param file owned by the arrival from now on
     * @param transfer owned by the arrival from now on
     * @param space on the disk
     * @param promised bytes of it
     */
    AnnexIncomingContent(
            ContentIntake store,
            ObjectPlace place,
            IncomingFile file,
            Transfer transfer,
            AnnexOptions options,
            DiskSpace.Watch space,
            long promised) {
        this.store = store;
        this.place = place;
        this.file = file;
        this.transfer = transfer;
        this.options = options;
        this.space = space;
        this.promised = promised;
    }

    @Override
    public long offset() {
        return file.offset();
    }

    @Override
    public WritableByteChannel begin(long length) throws IOException {
        tried = true;
        return file.begin(new IncomingFile.Progress() {
            @Override
            public void writing(int count) throws IOException {
                requireSpace(count);
            }

            @Override
            public void received(int count) {
                settle(Math.min(count, promised));
                transfer.progress(file.offset(), key().size().orElse(0));
            }
        });
    }

    private Key key() {
        return place.name().key();
    }

    private void requireSpace(int count) throws IOException {
        try {
            space.write(count);
        } catch (StoreException e) {
            if (key().size().isEmpty()) {
                // Nobody has promised that it ever ends, and what has come would keep the space from all others.
                file.discard();
            }
            throw e;
        }
    }

    private void settle(long bytes) {
        promised -= bytes;
        store.settle(bytes);
    }

    @Override
    public ContentAnswer commit(boolean complete) throws StoreException {
        tried = true;
        if (!complete && file.received() == 0) {
            return ContentAnswer.NO;
        }
        Key key = key();
        try {
            IncomingFile.Verdict verdict = file.verify(options.verify() || !complete);
            if (verdict == IncomingFile.Verdict.RIGHT) {
                if (options.force() || key.size().isEmpty()) {
                    file.force();
                }
                store.keep(file.file(), place, options.sharing());
                store.counters().stored().increment();
                store.counters().storedBytes().add(file.offset());
                transfer.succeeded();
                open = false;
                return ContentAnswer.YES;
            }
            store.counters().refused().increment();
            LOG.warn("key={} refused: what came is not its content ({})", key, verdict);
            boolean resumable = verdict == IncomingFile.Verdict.SHORT && !complete && file.verifiable();
            if (!resumable) {
                Files.deleteIfExists(file.file());
            }
            return ContentAnswer.NO;
        } catch (IOException e) {
            throw StoreFailures.of("cannot store the content of " + key, e);
        }
    }

    @Override
    public void close() {
        settle(promised);
        try {
            if (!open) {
                file.close();
            } else if (file.giveUp()) {
                store.left(file.file(), options.sharing());
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
