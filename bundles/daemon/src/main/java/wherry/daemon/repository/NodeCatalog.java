package wherry.daemon.repository;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import wherry.api.annex.AnnexUuid;
import wherry.api.annex.StoreException;
import wherry.api.node.Used;
import wherry.api.peer.PeerAddress;
import wherry.api.serving.Served;
import wherry.api.serving.ServedCatalog;

/** Finds what {@link NodeRepositories} serves. */
@Component
public final class NodeCatalog implements ServedCatalog {
    private static final Logger LOG = LoggerFactory.getLogger("wherry.daemon.serve");

    private final NodeRepositories repositories;
    private final GatewayServices behind;

    /**
     * Finds what is served at each call.
     *
     * @param repositories what the user asked for
     * @param behind what these are the gateways of
     */
    @Activate
    public NodeCatalog(@Reference NodeRepositories repositories, @Reference GatewayServices behind) {
        this.repositories = repositories;
        this.behind = behind;
    }

    @Override
    public Used<List<Served>> at(PeerAddress address, String purpose) {
        return open(folder -> folder.reachableAt(address), served -> true, purpose);
    }

    @Override
    public Used<List<Served>> in(Path folder, String purpose) {
        Path place = folder.toAbsolutePath().normalize();
        return open(candidate -> candidate.liesIn(place), served -> true, purpose);
    }

    @Override
    public Used<List<Served>> of(AnnexUuid uuid, String purpose) {
        List<AnnexUuid> places = new ArrayList<>(behind.gatewaysOf(uuid));
        places.add(uuid);
        return open(
                folder -> folder.uuid().filter(places::contains).isPresent(),
                served -> served.uuid().equals(uuid),
                purpose);
    }

    private Used<List<Served>> open(Predicate<ServedFolder> where, Predicate<Served> wanted, String purpose) {
        List<Used<List<Served>>> held = new ArrayList<>();
        for (ServedFolder folder : repositories.folders()) {
            if (where.test(folder)) {
                open(folder, purpose, held);
            }
        }
        List<Served> found = held.stream()
                .flatMap(used -> used.service().stream())
                .filter(wanted)
                .toList();
        return new Used<>(found, () -> held.forEach(Used::close));
    }

    private static void open(ServedFolder folder, String purpose, List<Used<List<Served>>> held) {
        try {
            held.add(folder.open(purpose));
        } catch (StoreException e) {
            LOG.warn("not served now folder={}", folder.folder(), e);
        }
    }
}
