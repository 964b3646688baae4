package wherry.daemon.repository;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import wherry.api.annex.AnnexUuid;
import wherry.api.node.Lease;
import wherry.api.node.Leases;
import wherry.api.node.Used;
import wherry.api.serving.Served;

/** What other bundles serve through the repositories of this node: proxied remotes, clusters. Thread-safe. */
@Component(service = GatewayServices.class)
public final class GatewayServices {
    private static final Logger LOG = LoggerFactory.getLogger("wherry.daemon.serve");
    private static final Comparator<Offer> NEWEST_FIRST =
            Comparator.comparingLong(Offer::bundle).reversed();

    private final Leases leases;

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    private volatile List<Map.Entry<Map<String, Object>, Served>> services = List.of();

    private record Offer(Served served, AnnexUuid uuid, AnnexUuid gateway, long bundle) {}

    /**
     * Starts without any.
     *
     * @param leases keep bundles while what they serve is used
     */
    @Activate
    public GatewayServices(@Reference Leases leases) {
        this.leases = leases;
    }

    public GatewayServices(Leases leases, List<Map.Entry<Map<String, Object>, Served>> services) {
        this.leases = leases;
        this.services = services;
    }

    /** What has a repository as its gateway; owned by the caller. */
    Used<List<Served>> behind(AnnexUuid gateway, String purpose) {
        return use(offer -> offer.gateway().equals(gateway), purpose);
    }

    /** The gateways of what goes by a UUID. */
    List<AnnexUuid> gatewaysOf(AnnexUuid uuid) {
        return offers().stream()
                .filter(offer -> offer.uuid().equals(uuid))
                .map(Offer::gateway)
                .distinct()
                .toList();
    }

    private Used<List<Served>> use(Predicate<Offer> wanted, String purpose) {
        List<Served> chosen = new ArrayList<>();
        List<Lease> held = new CopyOnWriteArrayList<>();
        for (Offer offer : offers()) {
            // Of two versions of a bundle the newer one.
            if (wanted.test(offer)
                    && chosen.stream().noneMatch(served -> served.uuid().equals(offer.uuid()))) {
                held.add(leases.take(offer.bundle(), purpose));
                chosen.add(offer.served());
            }
        }
        return new Used<>(chosen, () -> held.forEach(Lease::close));
    }

    private List<Offer> offers() {
        List<Offer> offers = new ArrayList<>();
        for (Map.Entry<Map<String, Object>, Served> service : services) {
            long bundle = service.getKey().get(Constants.SERVICE_BUNDLEID) instanceof Long id ? id : 0;
            offer(service.getValue(), bundle).ifPresent(offers::add);
        }
        offers.sort(NEWEST_FIRST);
        return offers;
    }

    /** One that cannot say what it is costs itself alone. */
    private static Optional<Offer> offer(Served served, long bundle) {
        try {
            return served.gateway().map(gateway -> new Offer(served, served.uuid(), gateway, bundle));
        } catch (RuntimeException | LinkageError e) {
            LOG.warn("what a bundle serves is left out bundle={}", bundle, e);
            return Optional.empty();
        }
    }
}
