package wherry.api.peer;

import java.time.Instant;
import wherry.api.annex.AnnexUuid;

/**
 * A peer was there.
 *
 * @param token that it came with
 * @param uuid what it called itself
 * @param when it came or went
 */
public record Sighting(TokenDigest token, AnnexUuid uuid, Instant when) {}
