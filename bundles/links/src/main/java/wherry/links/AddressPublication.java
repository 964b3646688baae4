package wherry.links;

import java.io.IOException;
import java.net.BindException;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import wherry.api.peer.PeerAddress;
import wherry.transport.api.Duplex;
import wherry.transport.api.Publication;
import wherry.transport.api.Site;

/** What makes one address reachable: bound sockets, and a publication that leads to them. Used by one thread. */
final class AddressPublication {
    private static final Logger LOG = LoggerFactory.getLogger("wherry.links");

    private final PeerAddress address;
    private final SocketUser user;
    private final ListeningSockets listening;
    private final Supplier<Path> privateSocket;
    private final HandedIn handedIn;
    private final BiConsumer<Publication, String> whenLost;
    private final Map<SocketAddress, ListeningSocket> sockets = new LinkedHashMap<>();
    private Optional<Published> published = Optional.empty();

    private record Published(
            TransportOffer offer, Set<SocketAddress> sockets, PublishedInbound inbound, Publication publication) {}

    /** Takes what transports hand in. */
    @FunctionalInterface
    interface HandedIn {
        /** Does not block, and owns the stream. */
        void take(Duplex duplex, TransportOffer offer);
    }

    /**
     * Nothing is published yet.
     *
     * @param user on whose behalf sockets are bound
     * @param privateSocket bound only for a network that needs no socket of its own
     * @param handedIn takes what transports hand in
     * @param whenLost told of a publication that is of no use any more, and why; by any thread
     */
    AddressPublication(
            PeerAddress address,
            SocketUser user,
            ListeningSockets listening,
            Supplier<Path> privateSocket,
            HandedIn handedIn,
            BiConsumer<Publication, String> whenLost) {
        this.address = address;
        this.user = user;
        this.listening = listening;
        this.privateSocket = privateSocket;
        this.handedIn = handedIn;
        this.whenLost = whenLost;
    }

    Optional<TransportOffer> publishedBy() {
        return published.map(Published::offer);
    }

    /** Publishes by a transport, unless that has been done; what was there before ends when the new is up. */
    void renew(TransportOffer offer, Site site) throws IOException, InterruptedException {
        Set<SocketAddress> wanted = wanted(offer, site);
        boolean upToDate = published
                .filter(p -> p.offer().equals(offer) && p.sockets().equals(wanted))
                .isPresent();
        if (upToDate && sockets.keySet().equals(wanted)) {
            return;
        }
        claimAll(wanted);
        List<SocketAddress> bound = wanted.stream()
                .flatMap(socket -> Optional.ofNullable(sockets.get(socket)).stream())
                .map(ListeningSocket::local)
                .toList();
        PublishedInbound inbound = new PublishedInbound(bound, duplex -> handedIn.take(duplex, offer));
        Publication publication = publish(offer, site, inbound);
        withdraw();
        published = Optional.of(new Published(offer, wanted, inbound, publication));
        publication.lost().thenAccept(why -> whenLost.accept(publication, why));
        releaseAllBut(wanted);
        LOG.info(
                "address reachable address={} sockets={} transport={} version={}",
                address,
                bound,
                offer.bundle(),
                offer.version());
    }

    private Publication publish(TransportOffer offer, Site site, PublishedInbound inbound)
            throws IOException, InterruptedException {
        boolean done = false;
        try {
            Publication publication = offer.transport().publish(site, address.address(), inbound);
            done = true;
            return publication;
        } finally {
            if (!done) {
                inbound.close();
            }
        }
    }

    private Set<SocketAddress> wanted(TransportOffer offer, Site site) throws IOException {
        List<SocketAddress> asked = offer.transport().bindings(site, address.address());
        return asked.isEmpty() ? Set.of(UnixDomainSocketAddress.of(privateSocket.get())) : new LinkedHashSet<>(asked);
    }

    private void claimAll(Set<SocketAddress> wanted) throws IOException {
        try {
            claimMissing(wanted);
        } catch (BindException e) {
            if (wanted.containsAll(sockets.keySet())) {
                throw e;
            }
            // One of our own is in the way: the wildcard of a port and one of its addresses exclude each other.
            releaseAllBut(wanted);
            claimMissing(wanted);
        }
    }

    private void claimMissing(Set<SocketAddress> wanted) throws IOException {
        for (SocketAddress socket : wanted) {
            if (!sockets.containsKey(socket)) {
                sockets.put(socket, listening.claim(socket, user));
            }
        }
    }

    private void releaseAllBut(Set<SocketAddress> wanted) {
        sockets.entrySet().removeIf(entry -> {
            boolean outdated = !wanted.contains(entry.getKey());
            if (outdated) {
                listening.release(entry.getValue(), user);
            }
            return outdated;
        });
    }

    /** Whether it is this one that counts now. */
    boolean isPublishedBy(Publication publication) {
        return published.filter(now -> now.publication() == publication).isPresent();
    }

    /** Ends the publication; the sockets stay. */
    void withdraw() {
        published.ifPresent(old -> {
            published = Optional.empty();
            old.inbound().close();
            try {
                old.publication().close();
            } catch (RuntimeException | LinkageError e) {
                LOG.warn("publication did not close address={}", address, e);
            }
        });
    }

    void closeSockets() {
        releaseAllBut(Set.of());
    }
}
