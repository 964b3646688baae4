package wherry.api.serving;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import wherry.api.annex.AnnexUuid;
import wherry.api.annex.ServeMode;
import wherry.api.peer.PeerAddress;

/**
 * A repository that is served, at one moment.
 *
 * @param folder the top of its working tree, or its git directory if bare
 * @param uuid of the annex; empty while the repository cannot be opened
 * @param rights what every peer may do at most
 * @param addresses where it is meant to be reachable
 * @param connections how many peers are connected and authenticated
 * @param problems sentences for the user; empty if all is well
 */
public record ServedRepository(
        Path folder,
        Optional<AnnexUuid> uuid,
        ServeMode rights,
        List<PeerAddress> addresses,
        int connections,
        List<String> problems) {
    /** Copies the lists. */
    public ServedRepository {
        addresses = List.copyOf(addresses);
        problems = List.copyOf(problems);
    }
}
