package wherry.daemon.repository;

import java.util.function.Supplier;
import wherry.api.link.Links;
import wherry.api.node.Lease;
import wherry.api.node.Leases;
import wherry.api.node.NewestService;
import wherry.api.protocol.ProtocolEngine;
import wherry.api.store.Repositories;
import wherry.daemon.serve.ServerResources;

/**
 * What serving needs of the rest of the node.
 *
 * @param links exposes addresses
 * @param leases keep this bundle while it serves a link
 * @param ownBundle the framework's number of this bundle
 * @param engines the newest serves the next link
 * @param stores the newest serves the next link
 * @param behind what repositories are the gateways of
 * @param resources for the next link
 */
public record NodeServices(
        Links links,
        Leases leases,
        long ownBundle,
        NewestService<ProtocolEngine> engines,
        NewestService<Repositories> stores,
        GatewayServices behind,
        Supplier<ServerResources> resources) {
    Lease leaseOwnBundle(String purpose) {
        return leases.take(ownBundle, purpose);
    }
}
