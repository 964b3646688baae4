package wherry.api.link;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;

/** The channel of a link, counted. */
record CountedChannel(ByteChannel channel, Traffic traffic) implements ByteChannel {
    @Override
    public int read(ByteBuffer target) throws IOException {
        int count = channel.read(target);
        if (count > 0) {
            traffic.received().add(count);
        }
        return count;
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        int count = channel.write(source);
        traffic.sent().add(count);
        return count;
    }

    @Override
    public boolean isOpen() {
        return channel.isOpen();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
