package wherry.store.hash;

/**
 * Which node of a tree of BLAKE2 hashes is computed.
 *
 * @param fanout children of the root; 1 if there is no tree
 * @param depth of the tree
 * @param offset of this node among its siblings
 * @param level of this node, leaves are 0
 * @param innerBytes length of the hashes that inner nodes are made of; 0 if there is no tree
 * @param last whether it is the last one of its level
 * @see <a href="https://www.blake2.net/blake2.pdf">BLAKE2, 2.5 and 2.10</a>
 */
record Blake2Node(int fanout, int depth, int offset, int level, int innerBytes, boolean last) {
    /** No tree: the last one of its level only in trees. */
    static final Blake2Node SEQUENTIAL = new Blake2Node(1, 1, 0, 0, 0, false);
}
