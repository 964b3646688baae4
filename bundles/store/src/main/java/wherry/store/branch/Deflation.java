package wherry.store.branch;

import java.io.ByteArrayOutputStream;
import java.util.zip.Deflater;

/** Makes objects small as git does. For many of them: to set up a deflater takes longer than to deflate a line. Used by one thread. */
final class Deflation implements AutoCloseable {
    private final Deflater deflater = new Deflater();
    private final byte[] buffer = new byte[8192];

    byte[] of(byte[] content) {
        deflater.reset();
        deflater.setInput(content);
        deflater.finish();
        ByteArrayOutputStream out = new ByteArrayOutputStream(content.length / 2 + 64);
        while (!deflater.finished()) {
            out.write(buffer, 0, deflater.deflate(buffer));
        }
        return out.toByteArray();
    }

    @Override
    public void close() {
        deflater.end();
    }
}
