package wherry.pairing;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import wherry.api.link.Links;
import wherry.api.peer.PeerAddress;
import wherry.api.store.Repository;

/** What users should know of addresses that they are about to give to others. */
final class Cautions {
    private Cautions() {}

    /** Sentences, each once. */
    static Set<String> of(Links links, Repository repository, List<PeerAddress> addresses) {
        Set<String> cautions = new LinkedHashSet<>();
        for (PeerAddress address : addresses) {
            cautions.addAll(links.cautions(repository, address));
        }
        return cautions;
    }
}
