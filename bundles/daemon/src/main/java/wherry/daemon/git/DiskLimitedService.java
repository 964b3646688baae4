package wherry.daemon.git;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import wherry.api.store.Repository;

/**
 * A service that takes in what a peer pushes, and is ended when the disk has no more room for that: git knows no limit but one that is
 * set when it starts, and by then others may write as well.
 */
final class DiskLimitedService implements RunningService {
    private static final Logger LOG = LoggerFactory.getLogger("wherry.daemon.git");
    private static final long STEP = 1 << 20;

    private final RunningService service;
    private final OutputStream input;

    DiskLimitedService(RunningService service, Repository repository) {
        this.service = service;
        this.input = new Watched(service, repository);
    }

    private static final class Watched extends FilterOutputStream {
        private final RunningService service;
        private final Repository repository;
        private long left;

        Watched(RunningService service, Repository repository) {
            super(service.input());
            this.service = service;
            this.repository = repository;
        }

        @Override
        public void write(int oneByte) throws IOException {
            write(new byte[] {(byte) oneByte}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int count) throws IOException {
            left -= count;
            if (left < 0) {
                left = Math.max(STEP, count) - count;
                requireRoom(left + count);
            }
            out.write(bytes, from, count);
        }

        private void requireRoom(long bytes) throws IOException {
            long room = repository.room();
            if (room < bytes) {
                LOG.warn(
                        "push to {} is ended: not enough free space, {} bytes are left beside annex.diskreserve",
                        repository.gitDirectory(),
                        room);
                service.stop();
                throw new IOException("not enough free space (annex.diskreserve)");
            }
        }
    }

    @Override
    public OutputStream input() {
        return input;
    }

    @Override
    public InputStream output() {
        return service.output();
    }

    @Override
    public int await() throws InterruptedException {
        return service.await();
    }

    @Override
    public void whenEnded(Runnable action) {
        service.whenEnded(action);
    }

    @Override
    public void stop() {
        service.stop();
    }
}
