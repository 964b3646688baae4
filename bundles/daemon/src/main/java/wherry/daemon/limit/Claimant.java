package wherry.daemon.limit;

/**
 * On whose behalf something is held.
 *
 * @param peer tells peers apart: a token's digest, for instance; holds no secret
 * @param network the network's name
 */
public record Claimant(String peer, String network) {}
