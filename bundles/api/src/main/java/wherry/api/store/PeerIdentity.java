package wherry.api.store;

import java.util.Optional;
import wherry.api.annex.AnnexUuid;
import wherry.api.peer.Credentials;

/**
 * Who a repository is to its peers. Every repository has one, also those that are too old, too new or too strange for their
 * content to be touched.
 *
 * @param uuid of its annex; empty if it has none
 * @param credentials its addresses and tokens, read when they are asked for
 */
public record PeerIdentity(Optional<AnnexUuid> uuid, Credentials credentials) {}
