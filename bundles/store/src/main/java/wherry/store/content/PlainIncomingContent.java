package wherry.store.content;

import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import wherry.api.annex.StoreException;
import wherry.api.content.ContentAnswer;
import wherry.api.content.IncomingContent;
import wherry.store.file.StoreFailures;

/** Content on its way into a file that the user named. */
final class PlainIncomingContent implements IncomingContent {
    private static final Logger LOG = LoggerFactory.getLogger("wherry.store");

    private final Path target;
    private final IncomingFile part;
    private final DiskSpace.Watch space;
    private boolean open = true;

    /**
     * @param part owned by the arrival from now on
     * @param space on the disk that it is on
     */
    PlainIncomingContent(Path target, IncomingFile part, DiskSpace.Watch space) {
        this.target = target;
        this.part = part;
        this.space = space;
    }

    @Override
    public long offset() {
        return part.offset();
    }

    @Override
    public WritableByteChannel begin(long length) throws IOException {
        return part.begin(new IncomingFile.Progress() {
            @Override
            public void writing(int count) throws IOException {
                space.write(count);
            }

            @Override
            public void received(int count) {
                // Whoever asked for it is told by other means.
            }
        });
    }

    @Override
    public ContentAnswer commit(boolean complete) throws StoreException {
        try {
            IncomingFile.Verdict verdict = part.verify(true);
            // Of some keys only the sender knows whether it is all.
            if (verdict == IncomingFile.Verdict.RIGHT && (complete || part.verifiable())) {
                Files.move(part.file(), target, StandardCopyOption.ATOMIC_MOVE);
                open = false;
                return ContentAnswer.YES;
            }
            if (verdict == IncomingFile.Verdict.WRONG || complete) {
                Files.deleteIfExists(part.file());
            }
            return ContentAnswer.NO;
        } catch (IOException e) {
            throw StoreFailures.of("cannot store " + target, e);
        }
    }

    @Override
    public void close() {
        try {
            if (!open) {
                part.close();
            } else if (part.giveUp()) {
                LOG.debug("file={} stays, to go on from", part.file());
            }
        } catch (IOException e) {
            LOG.warn("file={} cannot be closed: {}", part.file(), e.toString());
        }
    }
}
