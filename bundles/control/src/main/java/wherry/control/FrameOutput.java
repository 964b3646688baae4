package wherry.control;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/** A stream of the caller as frames of one type; unbuffered. */
final class FrameOutput extends OutputStream {
    private final Caller caller;
    private final FrameType type;

    FrameOutput(Caller caller, FrameType type) {
        this.caller = caller;
        this.type = type;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (length > 0) {
            caller.send(type, ByteBuffer.wrap(bytes, offset, length));
        }
    }
}
