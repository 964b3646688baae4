package wherry.remotehelper;

import java.util.Optional;
import wherry.api.annex.AnnexUuid;
import wherry.api.peer.AuthToken;

/**
 * What this side tells a peer to be admitted.
 *
 * @param self who we are; random for a repository that has no annex (yet)
 * @param token empty if none is known
 * @param obstacle why the repository could not be asked for a token
 */
record AuthOffer(AnnexUuid self, AuthToken token, Optional<String> obstacle) {}
