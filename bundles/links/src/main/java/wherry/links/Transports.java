package wherry.links;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import wherry.api.node.Leases;
import wherry.api.node.Problem;
import wherry.api.node.ProblemSource;
import wherry.transport.api.NetworkDialer;
import wherry.transport.api.Transport;

/** The transports that are there; of several for one network the one of the newest bundle counts, among those of the greatest service ranking. Thread-safe. */
@Component(
        service = {Transports.class, ProblemSource.class},
        immediate = true)
public final class Transports implements ProblemSource {
    private static final Logger LOG = LoggerFactory.getLogger("wherry.links");
    private static final Pattern NETNAME = Pattern.compile("[a-z0-9][a-z0-9-]*");
    private static final Comparator<TransportOffer> BY_RANKING_AND_AGE =
            Comparator.comparingInt(TransportOffer::ranking).thenComparingLong(TransportOffer::bundleId);

    private final Leases leases;
    private final List<TransportOffer> offers = new CopyOnWriteArrayList<>();
    private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();
    private final Map<Transport, Problem> refused = new ConcurrentHashMap<>();

    /**
     * Starts without transports.
     *
     * @param leases counts the use of their bundles
     */
    @Activate
    public Transports(@Reference Leases leases) {
        this.leases = leases;
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bindTransport(Transport transport, ServiceReference<Transport> reference) {
        Bundle bundle = reference.getBundle();
        Object ranking = reference.getProperty(Constants.SERVICE_RANKING);
        add(
                transport,
                ranking instanceof Integer number ? number : 0,
                bundle.getBundleId(),
                bundle.getSymbolicName(),
                bundle.getVersion().toString());
    }

    void unbindTransport(Transport transport) {
        refused.remove(transport);
        for (TransportOffer offer : all()) {
            if (offer.transport() == transport) {
                offers.remove(offer);
                LOG.info(
                        "transport gone netname={} bundle={} version={}",
                        offer.netname(),
                        offer.bundle(),
                        offer.version());
                tell(offer.netname());
            }
        }
    }

    void add(Transport transport, long bundleId, String bundle, String version) {
        add(transport, 0, bundleId, bundle, version);
    }

    void add(Transport transport, int ranking, long bundleId, String bundle, String version) {
        Optional<String> netname = nameOf(transport);
        if (netname.isEmpty()) {
            refuse(transport, bundle);
            return;
        }
        offers.add(new TransportOffer(transport, netname.get(), ranking, bundleId, bundle, version));
        LOG.info("transport here netname={} bundle={} version={}", netname.get(), bundle, version);
        tell(netname.get());
    }

    /** A service that has no proper name, or fails at it, costs itself alone. */
    static Optional<String> nameOf(NetworkDialer dialer) {
        try {
            return Optional.ofNullable(dialer.netname())
                    .filter(name -> NETNAME.matcher(name).matches());
        } catch (RuntimeException | LinkageError e) {
            LOG.error("a network cannot say its name, so it is not used", e);
            return Optional.empty();
        }
    }

    private void refuse(Transport transport, String bundle) {
        Problem problem = new Problem(
                bundle,
                "its transport is not used, since the name of its network is missing or not made of a-z, 0-9 and -;"
                        + " tell its author");
        refused.put(transport, problem);
        LOG.error("{}", problem.line());
    }

    @Override
    public List<Problem> problems() {
        return List.copyOf(refused.values());
    }

    private void tell(String netname) {
        listeners.forEach(listener -> listener.accept(netname));
    }

    /** The listener is called with a network's name, on the thread of whoever brings or removes one of its transports. */
    void listen(Consumer<String> listener) {
        listeners.add(listener);
    }

    void forget(Consumer<String> listener) {
        listeners.remove(listener);
    }

    List<TransportOffer> all() {
        return List.copyOf(offers);
    }

    Set<String> netnames() {
        Set<String> names = new TreeSet<>();
        offers.forEach(offer -> names.add(offer.netname()));
        return names;
    }

    Optional<TransportOffer> newest(String netname) {
        return offers.stream().filter(offer -> offer.netname().equals(netname)).max(BY_RANKING_AND_AGE);
    }

    /** The newest transport of a network, which the caller uses until it closes the lease. */
    Optional<LeasedTransport> lease(String netname, String purpose) {
        Optional<TransportOffer> offer = newest(netname);
        while (offer.isPresent()) {
            LeasedTransport leased =
                    new LeasedTransport(offer.get(), leases.take(offer.get().bundleId(), purpose));
            // A bundle may have been found idle and removed before the lease was taken.
            offer = newest(netname);
            if (offer.isPresent() && offer.get().equals(leased.offer())) {
                return Optional.of(leased);
            }
            leased.close();
        }
        return Optional.empty();
    }
}
