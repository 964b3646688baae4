package wherry.daemon.admission;

import wherry.daemon.limit.Shares;
import wherry.shared.time.Deadlines;

/**
 * What all that lets peers in has in common.
 *
 * @param unauthenticated links whose peer is not authenticated
 * @param wrongTokens slows down who guesses
 * @param shares counts what peers hold
 * @param reviews a clock of its own for looking whether peers still may, whatever they do to other threads
 */
public record AdmissionResources(
        UnauthenticatedLinks unauthenticated, WrongTokenDelay wrongTokens, Shares shares, Deadlines reviews) {}
