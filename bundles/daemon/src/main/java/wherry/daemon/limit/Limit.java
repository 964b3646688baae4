package wherry.daemon.limit;

/**
 * The most that may be held at once of one resource.
 *
 * @param peer by one peer
 * @param network by the peers of one network
 * @param node by all
 */
public record Limit(long peer, long network, long node) {}
