package wherry.integration;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import wherry.api.annex.Key;
import wherry.api.content.ContentReader;
import wherry.api.content.ContentSource;

/** Content that comes halfway, and then when it is let. */
final class PausingContent implements ContentSource, ContentReader {
    private static final byte[] BYTES = "half and half".getBytes(StandardCharsets.US_ASCII);
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);
    private final Duration patience;

    PausingContent(Duration patience) {
        this.patience = patience;
    }

    /** Waits until half of it has been sent; false if that does not happen. */
    boolean begins() throws InterruptedException {
        return begun.await(patience.toSeconds(), TimeUnit.SECONDS);
    }

    /** Lets the rest go. */
    void goOn() {
        goOn.countDown();
    }

    Key key() {
        return Key.parse("WORM-s" + BYTES.length + "-m1--pausing").orElseThrow();
    }

    @Override
    public Optional<ContentReader> open(long offset) {
        return Optional.of(this);
    }

    @Override
    public long length() {
        return BYTES.length;
    }

    @Override
    public void sendTo(WritableByteChannel target, LongConsumer progress) throws IOException {
        write(target, ByteBuffer.wrap(BYTES, 0, 4));
        begun.countDown();
        try {
            if (!goOn.await(patience.toSeconds(), TimeUnit.SECONDS)) {
                throw new IOException("nobody let the rest go");
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
        write(target, ByteBuffer.wrap(BYTES, 4, BYTES.length - 4));
        progress.accept(BYTES.length);
    }

    private static void write(WritableByteChannel target, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            target.write(bytes);
        }
    }

    @Override
    public boolean unchanged() {
        return true;
    }

    @Override
    public void delivered() {}

    @Override
    public void close() {}
}
