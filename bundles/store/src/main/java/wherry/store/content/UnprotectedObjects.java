package wherry.store.content;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import wherry.store.file.FileIdentity;
import wherry.store.file.Sharing;
import wherry.store.format.ObjectPlace;

/**
 * Objects that are not protected against changes. With {@code annex.thin} an object and an unlocked file of the working tree
 * are one file under two names, and whoever writes to the one changes the other: then the object is the content of its key no
 * longer. Thread-safe.
 */
public final class UnprotectedObjects {
    private static final int REMEMBERED = 4096;
    private static final int HASH_BUFFER_BYTES = 64 * 1024;

    /** The clock of a file system may stand still for a while: a file written just now may change and look the same. */
    private static final Duration SETTLING = Duration.ofSeconds(2);

    private final Clock clock;
    private final ReentrantLock mutex = new ReentrantLock();

    /** Files that were found to be the content of their key. */
    private final Map<Path, FileIdentity> sound = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Path, FileIdentity> eldest) {
            return size() > REMEMBERED;
        }
    };

    public UnprotectedObjects(Clock clock) {
        this.clock = clock;
    }

    /**
     * Whether an object that is there counts as the content of its key: one that anybody may have changed by another name is
     * looked at.
     *
     * @param thin whether {@code annex.thin} is set
     */
    public boolean counts(ObjectPlace object, boolean thin) throws IOException {
        // SOURCE: git-annex looks if annex.thin is set; without, an object that is still linked to a file may have
        // changed, too.
        boolean suspicious = Sharing.ownerMayWrite(object.file()) && (thin || links(object.file()) > 1);
        return !suspicious || right(object).orElse(true);
    }

    private static int links(Path file) throws IOException {
        return (Integer) Files.getAttribute(file, "unix:nlink", LinkOption.NOFOLLOW_LINKS);
    }

    /** Whether an object is known to be the content of its key, by its protection or by a look at it. */
    boolean proven(ObjectPlace object) throws IOException {
        return !Sharing.ownerMayWrite(object.file()) || right(object).orElse(false);
    }

    /** What is to be hashed after an object was sent, for it may have changed. */
    Optional<ContentHash> suspicion(ObjectPlace object) throws IOException {
        boolean safe = !Sharing.ownerMayWrite(object.file()) || known(object, FileIdentity.of(object.file()));
        return safe ? Optional.empty() : ContentHash.of(object.name().key());
    }

    private boolean known(ObjectPlace object, Optional<FileIdentity> identity) {
        mutex.lock();
        try {
            return identity.isPresent() && identity.get().equals(sound.get(object.file()));
        } finally {
            mutex.unlock();
        }
    }

    /** Whether it is the content; empty if that cannot be told. */
    private Optional<Boolean> right(ObjectPlace object) throws IOException {
        Optional<FileIdentity> before = FileIdentity.of(object.file());
        if (known(object, before)) {
            return Optional.of(true);
        }
        Optional<ContentHash> hash = ContentHash.of(object.name().key());
        if (hash.isEmpty() || before.isEmpty()) {
            return Optional.empty();
        }
        boolean settled =
                before.get().modified().toInstant().isBefore(clock.instant().minus(SETTLING));
        boolean right = matches(object.file(), hash.get()) && before.equals(FileIdentity.of(object.file()));
        if (right && settled) {
            remember(object, before.get());
        }
        return Optional.of(right);
    }

    private void remember(ObjectPlace object, FileIdentity identity) {
        mutex.lock();
        try {
            sound.put(object.file(), identity);
        } finally {
            mutex.unlock();
        }
    }

    private static boolean matches(Path file, ContentHash hash) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(HASH_BUFFER_BYTES);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            while (channel.read(buffer.clear()) >= 0) {
                hash.update(buffer.flip());
            }
        }
        return hash.matches();
    }
}
