package wherry.api.peer;

import java.nio.file.Path;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Tokens that a command lends to the programs which it has its caller run, as long as they run. So they stand neither in arguments
 * and variables, which others may see, nor in a repository that is only being made. A service; thread-safe.
 */
@ProviderType
public interface LentTokens {
    /**
     * The token lent for a peer to those who work on a repository.
     *
     * @param peer whom to present it to
     * @param gitDirectory of the repository, absolute
     * @return empty if none is lent
     */
    Optional<AuthToken> tokenFor(PeerAddress peer, Path gitDirectory);
}
