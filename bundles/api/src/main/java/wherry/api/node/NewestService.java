package wherry.api.node;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.osgi.framework.Constants;

/**
 * The services of one kind that are there, while two versions of their bundle may run side by side: the one of the newest
 * bundle counts. For a component's dynamic reference to several services; thread-safe.
 *
 * @param <S> the kind of service
 */
public final class NewestService<S> {
    private final Leases leases;
    private final List<Offer<S>> offers = new CopyOnWriteArrayList<>();

    private record Offer<S>(S service, long bundleId) {}

    /**
     * Starts without a service.
     *
     * @param leases counts the use of the services' bundles
     */
    public NewestService(Leases leases) {
        this.leases = leases;
    }

    /**
     * For the component's bind method.
     *
     * @param service that came
     * @param properties of the service
     */
    public void add(S service, Map<String, ?> properties) {
        long bundleId = properties.get(Constants.SERVICE_BUNDLEID) instanceof Long id ? id : 0;
        offers.add(new Offer<>(service, bundleId));
    }

    /**
     * For the component's unbind method.
     *
     * @param service that goes
     */
    public void remove(S service) {
        offers.removeIf(offer -> offer.service() == service);
    }

    /**
     * Takes the newest service into use.
     *
     * @param purpose for lists, as in {@link Leases#take}
     * @return owned by the caller; empty if there is no such service now
     */
    public Optional<Used<S>> use(String purpose) {
        Optional<Offer<S>> offer = newest();
        while (offer.isPresent()) {
            Used<S> used =
                    new Used<>(offer.get().service(), leases.take(offer.get().bundleId(), purpose));
            // A bundle may have been found unused, and removed, before the lease was taken.
            Optional<Offer<S>> now = newest();
            if (now.equals(offer)) {
                return Optional.of(used);
            }
            used.close();
            offer = now;
        }
        return Optional.empty();
    }

    /**
     * Whether a service is the one that would be taken into use now.
     *
     * @param service taken earlier
     * @return false if it has gone or a newer one has come
     */
    public boolean isNewest(S service) {
        return newest().map(offer -> offer.service() == service).orElse(false);
    }

    private Optional<Offer<S>> newest() {
        return offers.stream().max(Comparator.comparingLong(Offer::bundleId));
    }
}
