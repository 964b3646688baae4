package wherry.api.peer;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;
import wherry.api.annex.ServeMode;
import wherry.api.annex.StoreException;

/**
 * The peers that one repository admits: git-annex's list of tokens ({@code creds/p2pauth}) and, beside it, what Wherry notes of
 * each ({@code annex/wherry/peers}). Read anew at every call, since git-annex and users change the list too. Where what is noted
 * cannot be understood nobody is admitted, as it may be what a peer must not do.
 *
 * <p>A peer is called by its {@link PeerToken#handle()}; of the digits after {@code #} four are enough if they are unique.
 *
 * <p>Thread-safe; holds nothing open, so it may be used after its repository was closed.
 */
@ProviderType
public interface PeerRegistry {
    /**
     * Whom a token admits over an address. Looks at every token, in constant time for each; an empty token admits nobody.
     *
     * @param token what the peer presented
     * @param via the addresses that the link could have come over
     * @return empty if it is not to be admitted
     * @throws StoreException if the files cannot be read or understood
     */
    Optional<PeerToken> admit(AuthToken token, List<PeerAddress> via) throws StoreException;

    /**
     * All tokens.
     *
     * @return newest first
     * @throws StoreException if the files cannot be read or understood
     */
    List<PeerToken> list() throws StoreException;

    /**
     * One peer.
     *
     * @param peer its name, or {@code #} and digits
     * @return its tokens, at least one
     * @throws StoreException if there is no such peer, or the digits fit several
     */
    List<PeerToken> find(String peer) throws StoreException;

    /**
     * Makes tokens for a new peer.
     *
     * @param name not taken; one word of letters, digits, and {@code . _ @ + -} within, at most 64 characters
     * @param rights what it may do at most
     * @param addresses a token is made for each
     * @return the tokens in the order of the addresses
     * @throws StoreException if the name cannot be used, or the files cannot be written
     */
    List<AuthToken> invite(String name, ServeMode rights, List<PeerAddress> addresses) throws StoreException;

    /**
     * Names a peer, or gives it another name.
     *
     * @param peer its name, or {@code #} and digits
     * @param name not taken; as in {@link #invite}
     * @return the peer as it is now
     * @throws StoreException if there is no such peer, the name cannot be used, or the files cannot be written
     */
    List<PeerToken> rename(String peer, String name) throws StoreException;

    /**
     * Changes what a peer may do.
     *
     * @param peer its name, or {@code #} and digits
     * @param rights at most
     * @return the peer as it is now
     * @throws StoreException if there is no such peer, or the files cannot be written
     */
    List<PeerToken> allow(String peer, ServeMode rights) throws StoreException;

    /**
     * Removes the tokens of a peer, and what was noted of it.
     *
     * @param peer its name, or {@code #} and digits
     * @return the peer as it was
     * @throws StoreException if there is no such peer, or the files cannot be written
     */
    List<PeerToken> revoke(String peer) throws StoreException;

    /**
     * Notes who was there. What concerns tokens that are gone is left out.
     *
     * @param sightings of one token, the latest counts
     * @throws StoreException if the files cannot be written
     */
    void seen(Collection<Sighting> sightings) throws StoreException;
}
