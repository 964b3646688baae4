package wherry.api.node;

import java.util.AbstractCollection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Constants;

/**
 * The services of one kind that are there, while two versions of their bundle may run side by side: the one of the newest
 * bundle counts. Declarative Services fill it as the field of a component; thread-safe:
 *
 * <pre>{@code
 * @Reference(
 *         service = Dialer.class,
 *         cardinality = ReferenceCardinality.AT_LEAST_ONE,
 *         policy = ReferencePolicy.DYNAMIC,
 *         collectionType = CollectionType.TUPLE)
 * private final NewestService<Dialer> dialers;
 * }</pre>
 *
 * @param <S> the kind of service
 * @see <a href="https://docs.osgi.org/specification/osgi.cmpn/8.0.0/service.component.html">OSGi Compendium 112.3.9.1</a>
 */
public final class NewestService<S> extends AbstractCollection<Map.Entry<Map<String, Object>, S>> {
    private final Leases leases;
    private volatile Runnable changed = () -> {};
    private final List<Map.Entry<Map<String, Object>, S>> offers = new CopyOnWriteArrayList<>();

    /**
     * Starts without a service.
     *
     * @param leases counts the use of the services' bundles
     */
    public NewestService(Leases leases) {
        this.leases = leases;
    }

    /**
     * Asks to be told of changes.
     *
     * @param listener run after a service has come or gone, by the thread that brought or took it; must not block. Takes the place
     *     of the one before
     */
    public void whenChanged(Runnable listener) {
        changed = listener;
    }

    @Override
    public boolean add(Map.Entry<Map<String, Object>, S> offer) {
        boolean added = offers.add(offer);
        changed.run();
        return added;
    }

    @Override
    public boolean remove(@Nullable Object offer) {
        boolean removed = offers.remove(offer);
        changed.run();
        return removed;
    }

    @Override
    public Iterator<Map.Entry<Map<String, Object>, S>> iterator() {
        return offers.iterator();
    }

    @Override
    public int size() {
        return offers.size();
    }

    /**
     * Takes the newest service into use.
     *
     * @param purpose for lists, as in {@link Leases#take}
     * @return owned by the caller; empty if there is no such service now
     */
    public Optional<Used<S>> use(String purpose) {
        Optional<Map.Entry<Map<String, Object>, S>> offer = newest();
        while (offer.isPresent()) {
            Used<S> used = new Used<>(offer.get().getValue(), leases.take(bundleOf(offer.get()), purpose));
            // A bundle may have been found unused, and removed, before the lease was taken.
            Optional<Map.Entry<Map<String, Object>, S>> now = newest();
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
        return newest().map(offer -> offer.getValue() == service).orElse(false);
    }

    private Optional<Map.Entry<Map<String, Object>, S>> newest() {
        return offers.stream().max(Comparator.comparingLong(NewestService::bundleOf));
    }

    private static long bundleOf(Map.Entry<Map<String, Object>, ?> offer) {
        return offer.getKey().get(Constants.SERVICE_BUNDLEID) instanceof Long id ? id : 0;
    }
}
