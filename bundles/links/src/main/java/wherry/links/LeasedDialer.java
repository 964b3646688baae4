package wherry.links;

import wherry.api.node.Lease;
import wherry.transport.api.NetworkDialer;

/**
 * A dialer in use.
 *
 * @param dialer of one network
 * @param lease on its bundle; closed with this
 */
record LeasedDialer(NetworkDialer dialer, Lease lease) implements AutoCloseable {
    @Override
    public void close() {
        lease.close();
    }
}
