package wherry.shared.channel;

import java.io.IOException;
import java.nio.channels.Pipe;

/**
 * Two channels inside this process: what is written to the one is read from the other. Each way holds what a pipe of the system does.
 *
 * @param one end
 * @param other end
 */
public record JoinedChannels(PipeEnd one, PipeEnd other) implements AutoCloseable {
    /**
     * Opens them.
     *
     * @return owned by the caller
     * @throws IOException if this process has no file descriptors left
     */
    public static JoinedChannels open() throws IOException {
        Pipe there = Pipe.open();
        try {
            Pipe back = Pipe.open();
            return new JoinedChannels(
                    new PipeEnd(back.source(), there.sink()), new PipeEnd(there.source(), back.sink()));
        } catch (IOException e) {
            there.sink().close();
            there.source().close();
            throw e;
        }
    }

    @Override
    public void close() {
        one.close();
        other.close();
    }
}
