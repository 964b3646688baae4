package wherry.daemon.admission;

import wherry.daemon.limit.Shares;

/**
 * What all that lets peers in has in common.
 *
 * @param unauthenticated links whose peer is not authenticated
 * @param wrongTokens slows down who guesses
 * @param shares counts what peers hold
 * @param reviews look whether peers still may
 */
public record AdmissionResources(
        UnauthenticatedLinks unauthenticated, WrongTokenDelay wrongTokens, Shares shares, RightsReviews reviews) {}
