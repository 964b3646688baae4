package wherry.daemon.repository;

import java.util.List;
import java.util.function.Consumer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import wherry.api.annex.ServeMode;
import wherry.api.annex.StoreException;
import wherry.api.link.Link;
import wherry.api.serving.Admission;
import wherry.api.serving.PeerAuthentication;
import wherry.api.serving.Served;
import wherry.daemon.admission.LinkAuthentication;

/** Admission for bundles that speak other protocols: the same bounds, delays and reviews as for the links that this one serves. */
@Component
public final class NodeAdmission implements Admission {
    private final ServerSupplies supplies;

    /**
     * Lets nobody in by itself.
     *
     * @param supplies what all that lets peers in has in common
     */
    @Activate
    public NodeAdmission(@Reference ServerSupplies supplies) {
        this.supplies = supplies;
    }

    @Override
    public PeerAuthentication authenticate(Link link, List<Served> choice, Consumer<ServeMode> limit) {
        return new LinkAuthentication(link, choice, supplies.get().admission(), limit);
    }

    @Override
    public int review(Served served) throws StoreException {
        return supplies.get().admission().reviews().of(served).review(served.peers());
    }
}
