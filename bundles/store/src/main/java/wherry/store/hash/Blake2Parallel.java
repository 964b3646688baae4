package wherry.store.hash;

import java.nio.ByteBuffer;

/** BLAKE2bp and BLAKE2sp: several leaves take the blocks in turns, and a root hashes their hashes. */
final class Blake2Parallel implements Hash {
    /** Makes the hash of one node. */
    private interface Nodes {
        Hash make(int outputBytes, Blake2Node node);
    }

    private final Hash[] leaves;
    private final Hash root;
    private final int blockBytes;
    private long count;

    private Blake2Parallel(int parallel, int blockBytes, int innerBytes, int hashBytes, Nodes nodes) {
        this.blockBytes = blockBytes;
        this.leaves = new Hash[parallel];
        for (int i = 0; i < parallel; i++) {
            boolean last = i == parallel - 1;
            leaves[i] = nodes.make(innerBytes, new Blake2Node(parallel, 2, i, 0, innerBytes, last));
        }
        this.root = nodes.make(hashBytes, new Blake2Node(parallel, 2, 0, 1, innerBytes, true));
    }

    /** BLAKE2bp with a hash of that many bits. */
    static Hash ofB(int bits) {
        int bytes = bits / 8;
        return new Blake2Parallel(
                4,
                Blake2b.BLOCK_BYTES,
                Blake2b.MAX_HASH_BYTES,
                bytes,
                (output, node) -> new Blake2b(bytes, output, node));
    }

    /** BLAKE2sp with a hash of that many bits. */
    static Hash ofS(int bits) {
        int bytes = bits / 8;
        return new Blake2Parallel(
                8,
                Blake2s.BLOCK_BYTES,
                Blake2s.MAX_HASH_BYTES,
                bytes,
                (output, node) -> new Blake2s(bytes, output, node));
    }

    @Override
    public void update(ByteBuffer bytes) {
        int end = bytes.limit();
        while (bytes.position() < end) {
            int room = blockBytes - (int) (count % blockBytes);
            int part = Math.min(room, end - bytes.position());
            bytes.limit(bytes.position() + part);
            leaves[(int) (count / blockBytes % leaves.length)].update(bytes);
            bytes.limit(end);
            count += part;
        }
    }

    @Override
    public byte[] finish() {
        for (Hash leaf : leaves) {
            root.update(ByteBuffer.wrap(leaf.finish()));
        }
        count = 0;
        return root.finish();
    }
}
