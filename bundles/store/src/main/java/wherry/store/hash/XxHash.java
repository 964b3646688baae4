package wherry.store.hash;

import com.dynatrace.hash4j.hashing.HashStream64;
import com.dynatrace.hash4j.hashing.Hashing;
import java.nio.ByteBuffer;

/** XXH3 with 64 bits; finds damage, but anybody can make other content with the same hash. */
final class XxHash implements Hash {
    private final HashStream64 stream = Hashing.xxh3_64().hashStream();
    private final FullBlocks blocks = new FullBlocks(stream::putBytes);

    @Override
    public void update(ByteBuffer bytes) {
        blocks.add(bytes);
    }

    @Override
    public byte[] finish() {
        blocks.flush();
        byte[] hash =
                ByteBuffer.allocate(Long.BYTES).putLong(stream.getAsLong()).array();
        stream.reset();
        return hash;
    }
}
