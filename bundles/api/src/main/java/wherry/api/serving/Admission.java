package wherry.api.serving;

import java.util.List;
import java.util.function.Consumer;
import org.osgi.annotation.versioning.ProviderType;
import wherry.api.annex.ServeMode;
import wherry.api.annex.StoreException;
import wherry.api.link.Link;

/**
 * Lets peers in by their tokens, whatever protocol they speak, and keeps looking whether they still may: a peer whose token is gone
 * loses its link within seconds, one whose rights change has them at once. A service; thread-safe.
 */
@ProviderType
public interface Admission {
    /**
     * A link has come in. Until its peer is authenticated, it counts among those that are not: it is closed when its time is up, or when
     * there are too many of them.
     *
     * @param link stays the caller's to close; closed early when its peer may no more
     * @param choice what can be reached over it, none twice; the token names which
     * @param limit told what the peer may do, once it is let in and whenever that changes; must not block
     * @return for this link alone; owned by the caller
     * @throws IllegalArgumentException if the choice is empty
     */
    PeerAuthentication authenticate(Link link, List<Served> choice, Consumer<ServeMode> limit);

    /**
     * Makes a change of tokens and rights count at once; without this call that takes seconds.
     *
     * @param served whose peers are looked at
     * @return how many links were cut
     * @throws StoreException if its peers cannot be read; all goes on as it was then
     */
    int review(Served served) throws StoreException;
}
