package wherry.p2pprograms;

import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Function;
import wherry.api.link.Links;
import wherry.api.node.ConnectionThreads;
import wherry.api.node.Lease;
import wherry.api.node.NewestService;
import wherry.api.store.Repositories;

/**
 * What the programs need of the node that they run in.
 *
 * @param links are dialled and exposed
 * @param repositories open the one at the caller's folder
 * @param threads one more for each link that a peer opens
 * @param sockets a folder for unix sockets that only the user can enter
 * @param dialTimeout until a peer must have been reached
 * @param ownLease keeps the code of the programs for a purpose
 */
record P2pNode(
        Links links,
        NewestService<Repositories> repositories,
        ConnectionThreads threads,
        Path sockets,
        Duration dialTimeout,
        Function<String, Lease> ownLease) {}
