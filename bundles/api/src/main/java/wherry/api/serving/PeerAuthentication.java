package wherry.api.serving;

import java.io.IOException;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;
import wherry.api.annex.AnnexUuid;
import wherry.api.peer.AuthToken;

/** Decides whether the peer of one link may come in. Used by one thread at a time. */
@ProviderType
public interface PeerAuthentication extends AutoCloseable {
    /**
     * Looks at what a peer presents. A wrong token is answered later the more of them come from there. May be called again, also after the
     * peer was let in: what it presents last counts.
     *
     * @param claimedUuid what the peer calls itself, unchecked; for logs and the transfer log alone
     * @param token what it presents
     * @return what it is let in to; empty if the token is wrong
     * @throws IOException if the tokens cannot be read, the peer has too many links, or too many wrong tokens come from there: the link is
     *     best closed
     * @throws InterruptedException if the thread was interrupted
     */
    Optional<Served> admit(String claimedUuid, AuthToken token) throws IOException, InterruptedException;

    /**
     * What the peer calls itself.
     *
     * @return harmless as the name of a file; nil as long as the peer is not let in, or if its own name is not
     */
    AnnexUuid peer();

    /** The link has ended. */
    @Override
    void close();
}
