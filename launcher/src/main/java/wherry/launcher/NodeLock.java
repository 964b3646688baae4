package wherry.launcher;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Held by the one node that uses a state folder; the system drops it when the process ends, however that happens. */
final class NodeLock implements AutoCloseable {
    private static final int MAX_PID_DIGITS = 20;

    private final FileChannel channel;

    private NodeLock(FileChannel channel) {
        this.channel = channel;
    }

    static NodeLock take(Path state) throws StartException {
        Path file = state.resolve("node.lock");
        try {
            FileChannel channel = FileChannel.open(
                    file,
                    Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            if (channel.tryLock() == null) {
                String holder = read(channel);
                channel.close();
                throw new StartException(
                        StartException.ALREADY_RUNS, "a node runs already for " + state + " (process " + holder + ")");
            }
            channel.truncate(0);
            channel.write(ByteBuffer.wrap((ProcessHandle.current().pid() + "\n").getBytes(US_ASCII)), 0);
            return new NodeLock(channel);
        } catch (IOException e) {
            throw new StartException(StartException.FAILED, "cannot lock " + file + ": " + e.getMessage());
        }
    }

    private static String read(FileChannel channel) throws IOException {
        ByteBuffer text = ByteBuffer.allocate(MAX_PID_DIGITS);
        channel.read(text, 0);
        return US_ASCII.decode(text.flip()).toString().strip();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
