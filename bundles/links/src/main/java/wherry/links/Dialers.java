package wherry.links;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import wherry.api.node.Leases;
import wherry.transport.api.NetworkDialer;

/** Who dials which network: its newest transport, or else the newest of those that only dial it. Thread-safe. */
@Component(service = Dialers.class, immediate = true)
public final class Dialers {
    private final Transports transports;
    private final Leases leases;
    private final List<Offer> offers = new CopyOnWriteArrayList<>();

    /**
     * Starts without any.
     *
     * @param transports dial for their networks
     * @param leases counts the use of the others' bundles
     */
    @Activate
    public Dialers(@Reference Transports transports, @Reference Leases leases) {
        this.transports = transports;
        this.leases = leases;
    }

    private record Offer(NetworkDialer dialer, String netname, long bundleId) {}

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bindDialer(NetworkDialer dialer, ServiceReference<NetworkDialer> reference) {
        add(dialer, reference.getBundle().getBundleId());
    }

    void unbindDialer(NetworkDialer dialer) {
        offers.removeIf(offer -> offer.dialer() == dialer);
    }

    void add(NetworkDialer dialer, long bundleId) {
        Transports.nameOf(dialer).ifPresent(netname -> offers.add(new Offer(dialer, netname, bundleId)));
    }

    /** The caller uses it until it closes the lease. */
    Optional<LeasedDialer> lease(String netname, String purpose) {
        return transports
                .lease(netname, purpose)
                .map(leased -> new LeasedDialer(leased.offer().transport(), leased.lease()))
                .or(() -> standIn(netname, purpose));
    }

    private Optional<LeasedDialer> standIn(String netname, String purpose) {
        Optional<Offer> offer = newest(netname);
        while (offer.isPresent()) {
            LeasedDialer leased = new LeasedDialer(
                    offer.get().dialer(), leases.take(offer.get().bundleId(), purpose));
            // A bundle may have been found idle and removed before the lease was taken.
            offer = newest(netname);
            if (offer.isPresent() && offer.get().dialer() == leased.dialer()) {
                return Optional.of(leased);
            }
            leased.close();
        }
        return Optional.empty();
    }

    private Optional<Offer> newest(String netname) {
        return offers.stream()
                .filter(offer -> offer.netname().equals(netname))
                .max(Comparator.comparingLong(Offer::bundleId));
    }
}
