package wherry.transport.api;

import java.time.Duration;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Opens links to addresses of one network. Published as an OSGi service by itself, it is used as long as there is no {@link Transport} of that
 * network, and makes no repository reachable: so addresses can be dialled of a network that this node is no part of.
 */
@ConsumerType
public interface NetworkDialer {
    /**
     * The name of the network as it stands in {@code p2p-annex::NETNAME:ADDRESS} and {@code git-annex-p2p-NETNAME}.
     *
     * @return lower-case letters, digits and dashes; the same at every call
     */
    String netname();

    /**
     * Opens a link to an address.
     *
     * @param address where to; the part after {@code NETNAME:}
     * @param timeout how long it may take altogether; positive
     * @return an open duplex, owned by the caller
     * @throws TransportException if the address is malformed, nobody answers, or the time is over
     * @throws InterruptedException if the thread was interrupted
     */
    Duplex dial(String address, Duration timeout) throws TransportException, InterruptedException;
}
