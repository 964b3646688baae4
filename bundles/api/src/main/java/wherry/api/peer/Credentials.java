package wherry.api.peer;

import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;
import wherry.api.annex.StoreException;

/**
 * The addresses and tokens of one repository, in git-annex's own files below {@code annex/creds}. Read anew at every call, since
 * git-annex and users change them too. Thread-safe.
 */
@ProviderType
public interface Credentials {
    /**
     * The addresses under which this repository is to be reachable ({@code p2paddrs}).
     *
     * @return newest first; lines that are no P2P address are left out
     * @throws StoreException if the file cannot be read
     */
    List<PeerAddress> addresses() throws StoreException;

    /**
     * Adds an address unless it is there.
     *
     * @param address to be listed first
     * @throws StoreException if the file cannot be written
     */
    void addAddress(PeerAddress address) throws StoreException;

    /**
     * Removes an address if it is there. Tokens for it stay, and count again when it is added again.
     *
     * @param address not to be listed any more
     * @throws StoreException if the file cannot be written
     */
    void removeAddress(PeerAddress address) throws StoreException;

    /**
     * Who holds a token of this repository, and what the token allows.
     *
     * @return the same at every call
     */
    PeerRegistry peers();

    /**
     * Makes and keeps a new token.
     *
     * @param address that the token is valid for
     * @return 128 hexadecimal digits from 512 random bits
     * @throws StoreException if the file cannot be written
     */
    AuthToken issue(PeerAddress address) throws StoreException;

    /**
     * The token to present to a peer: {@code GIT_ANNEX_P2P_AUTHTOKEN} is the caller's to look at first.
     *
     * @param peer whom to present it to
     * @return the kept token, if any
     * @throws StoreException if the file cannot be read
     */
    Optional<AuthToken> tokenFor(PeerAddress peer) throws StoreException;

    /**
     * Keeps the token to present to a peer.
     *
     * @param peer whom to present it to
     * @param token replaces an earlier one
     * @throws StoreException if the file cannot be written
     */
    void remember(PeerAddress peer, AuthToken token) throws StoreException;
}
