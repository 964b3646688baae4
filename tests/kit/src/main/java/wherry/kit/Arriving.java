package wherry.kit;

import java.io.ByteArrayOutputStream;
import java.util.Optional;
import wherry.api.annex.Key;

/** Content on its way into a {@link MemoryStore}. */
final class Arriving {
    private final MemoryStore store;
    private final ByteArrayOutputStream content = new ByteArrayOutputStream();
    private Optional<Key> key = Optional.empty();

    Arriving(MemoryStore store) {
        this.store = store;
    }

    /** Begins with what has come before. */
    long begin(Key wanted) {
        key = Optional.of(wanted);
        content.reset();
        content.writeBytes(store.partial(wanted));
        return content.size();
    }

    Key key() {
        return key.orElseThrow();
    }

    void add(byte[] bytes) {
        content.writeBytes(bytes);
    }

    boolean store(boolean complete) {
        return store.store(key(), content.toByteArray(), complete);
    }

    void keep() {
        store.keep(key(), content.toByteArray());
    }
}
