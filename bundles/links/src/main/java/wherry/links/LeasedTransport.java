package wherry.links;

import wherry.api.node.Lease;

/**
 * A transport in use.
 *
 * @param offer the transport
 * @param lease on its bundle; closed with this
 */
record LeasedTransport(TransportOffer offer, Lease lease) implements AutoCloseable {
    @Override
    public void close() {
        lease.close();
    }
}
